/**
 * Names that are cut in their middle, so that what tells one from another stays in sight. The parts are laid side by side; the
 * style sheet shortens the first and the last where there is no room for all: no width is measured, whatever the size of the text.
 */
export interface NameParts {
  /** What comes first; shortened at its end. */
  readonly head: string;
  /** What tells this name from others that begin alike; shown whole as long as that is possible. */
  readonly key: string;
  /** What follows; shortened at its end. */
  readonly rest: string;
}

/** A name of so many letters has room in the narrowest list. */
const SHORT = 16;
/** Names that begin with as many equal letters look alike once they are cut. */
const ALIKE = 4;
/** Letters of a key. */
const MAX_KEY = 24;
/** Letters of the end that a name keeps which is like no other. */
const MAX_END = 12;

/** What parts of an address stand between: a key is a value, without the name of its parameter. */
const PARTS = /[/?&;=._,:\- ]/;

/** What a name ends with that is never cut: its number, and that a recording answered. */
const NUMBER = / (\(recording\)( #\d+)?|#\d+)$/;

/** A name without what is never cut of it. */
export function baseOf(name: string): string {
  return name.replace(NUMBER, '');
}

/** The parts of each of these names; a short one has none. */
export function partsOfNames(names: readonly string[]): ReadonlyMap<string, NameParts> {
  const sorted = [...new Set(names)].sort();
  const parts = new Map<string, NameParts>();
  for (let from = 0; from < sorted.length; ) {
    const to = endOfAlike(sorted, from);
    const differFrom = sharedLength(sorted[from] ?? '', sorted[to - 1] ?? '');
    for (let i = from; i < to; i++) {
      const name = sorted[i] ?? '';
      if (name.length <= SHORT) continue;
      // Sorted, no other shares as much with it as its neighbours do.
      const around = [i > from ? sorted[i - 1] : undefined, i < to - 1 ? sorted[i + 1] : undefined];
      const neighbours = around.filter((each) => each !== undefined);
      const shared = Math.max(0, ...neighbours.map((each) => sharedLength(name, each)));
      const isLonger = neighbours.some((each) => each.length === shared);
      parts.set(name, neighbours.length === 0 ? withEnd(name) : withKey(name, differFrom, shared, isLonger));
    }
    from = to;
  }
  return parts;
}

/** Where those end that begin as the one at `from` does. */
function endOfAlike(sorted: readonly string[], from: number): number {
  const begin = sorted[from]?.slice(0, ALIKE) ?? '';
  let to = from + 1;
  while (to < sorted.length && sorted[to]?.slice(0, ALIKE) === begin) to++;
  return to;
}

/**
 * @param differFrom where the first of those alike differ.
 * @param shared letters up to which another is the same.
 * @param isLonger true where the other ends there.
 */
function withKey(name: string, differFrom: number, shared: number, isLonger: boolean): NameParts {
  const last = Math.min(shared, name.length - 1);
  let start = beginOfPart(name, Math.min(differFrom, last));
  if (last + 1 - start > MAX_KEY) start = Math.max(beginOfPart(name, last), last + 1 - MAX_KEY);
  // “1&” differs from “10&” by what follows the key.
  const from = last > start && !isLonger ? last : last + 1;
  const length = name.slice(from, start + MAX_KEY).search(PARTS);
  const end = length < 0 ? start + MAX_KEY : from + length;
  return cutAt(name, start, end);
}

/** Of a name that is like no other: its end says most. */
function withEnd(name: string): NameParts {
  const from = name.length - MAX_END;
  const part = name.slice(from).search(PARTS);
  return cutAt(name, part < 0 ? from : from + part, name.length);
}

function cutAt(name: string, start: number, end: number): NameParts {
  // A letter of two code units stays whole.
  const [from, to] = [start, end].map((at) => (isHalf(name, at) ? at + 1 : at));
  return { head: name.slice(0, from), key: name.slice(from, to), rest: name.slice(to) };
}

function isHalf(name: string, at: number): boolean {
  const unit = name.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Where the part begins that the letter at `at` belongs to. */
function beginOfPart(name: string, at: number): number {
  let begin = at;
  while (begin > 0 && !PARTS.test(name[begin - 1] ?? '')) begin--;
  return begin;
}

function sharedLength(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  let shared = 0;
  while (shared < length && left[shared] === right[shared]) shared++;
  return shared;
}
