/** What a column of any grid that has a menu of columns can be told. */
export interface ColumnChoice {
  /** In px; absent where the layout decides. */
  readonly width?: number;
  readonly hidden?: boolean;
}

/** What the user chose, by column; a column without an entry is as it comes. */
export type ColumnChoices = Readonly<Record<string, ColumnChoice>>;

/** A column as its header shows it. */
export interface HeaderColumn<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** What the column has, in a few words. */
  readonly hint?: string;
  /** Numbers are set to the right, as DevTools does. */
  readonly isNumber: boolean;
  /** Its width in px; 0 where there is no room for it. */
  readonly shown: number;
}

/** By which column a grid is sorted; null for the order in which its rows came. */
export type ColumnSort<Id extends string> = { readonly by: Id; readonly descending: boolean } | null;

/** Choices with a column shown or hidden. @param isHidden whether it is hidden now. */
export function withHidden(choices: ColumnChoices, id: string, isHidden: boolean): ColumnChoices {
  return { ...choices, [id]: { ...choices[id], hidden: isHidden } };
}

/** A click on a header: none, then ascending, then descending, then none. */
export function nextSort<Id extends string>(sort: ColumnSort<Id>, by: Id): ColumnSort<Id> {
  if (sort?.by !== by) return { by, descending: false };
  return sort.descending ? null : { by, descending: true };
}
