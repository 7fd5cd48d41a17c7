/** Where a list stood when its end was left. */
export interface LeftEnd {
  /** Names the list; null while none is known whose rows are all found. */
  readonly list: unknown;
  readonly count: number;
  /** Whether the end was still followed at the last look. */
  readonly isFollowing: boolean;
}

/** A list as it is now. */
interface Seen {
  /** Names the list; null before it is opened. */
  readonly list: unknown;
  readonly count: number;
  /** True while rows that were there already are still being found: they are not new. */
  readonly isWorking: boolean;
  readonly isFollowing: boolean;
}

export const AT_NO_END: LeftEnd = { list: null, count: 0, isFollowing: true };

/**
 * Where the end was left, after one more look at the list. Leaving counts from the rows of that moment, since rows may have
 * come after the last drawing in which the end was followed.
 */
export function leftEnd(before: LeftEnd, { list, count, isWorking, isFollowing }: Seen): LeftEnd {
  const isOther = list === null || before.list !== list || count < before.count;
  if (!isFollowing && !before.isFollowing && !isOther) return before;
  return { list: isWorking ? null : list, count, isFollowing };
}

/** How many rows came since the end was left. */
export function newRows(left: LeftEnd, count: number): number {
  return count - left.count;
}
