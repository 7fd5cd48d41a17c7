/** What a line is, by its first bytes; WHATWG HTML 9.2.6, "Interpreting an event stream". */

export const Field = { Blank: 0, Comment: 1, Data: 2, Event: 3, Id: 4, Retry: 5, Unknown: 6 } as const;
export type Field = (typeof Field)[keyof typeof Field];

export const COLON = 0x3a;
export const SPACE = 0x20;

// Constants of this file, which the compiler can build in; see scan.ts.
const { Comment, Data, Event: EventName, Id, Retry, Unknown } = Field;
const colon = COLON;
const space = SPACE;

/** Bytes that settle what a line is: the longest known name, `event` or `retry`, and its colon. */
export const MAX_NAME_AND_COLON = 6;

/** Length in bytes of a field's name; -1 where only the bytes show it. */
export const NAME_LENGTH: Readonly<Record<Field, number>> = {
  [Field.Blank]: 0,
  [Field.Comment]: 0,
  [Field.Data]: 4,
  [Field.Event]: 5,
  [Field.Id]: 2,
  [Field.Retry]: 5,
  [Field.Unknown]: -1,
};

/** First bytes of the names as little-endian numbers: four letters are compared at once. */
const DATA = 0x61746164;
const EVEN = 0x6e657665;
const RETR = 0x72746572;
const ID = 0x6469;
const T = 0x74;
const Y = 0x79;

/**
 * The field of the line in `bytes` from `start` to `end` (exclusive), without its line end. It may be cut off after
 * {@link MAX_NAME_AND_COLON} bytes or after its colon: what follows does not matter.
 *
 * "Field names must be compared literally, with no case folding performed."
 *
 * @param bytes must have four bytes from `start`, and at `end` one that is neither letter nor colon, such as a line end
 */
export function fieldOf(bytes: DataView, start: number, end: number): Field {
  switch (bytes.getInt32(start, true)) {
    case DATA:
      return nameEnds(bytes, start + 4, end) ? Data : Unknown;
    case EVEN:
      return bytes.getUint8(start + 4) === T && nameEnds(bytes, start + 5, end) ? EventName : Unknown;
    case RETR:
      return bytes.getUint8(start + 4) === Y && nameEnds(bytes, start + 5, end) ? Retry : Unknown;
  }
  if (bytes.getUint16(start, true) === ID && nameEnds(bytes, start + 2, end)) return Id;
  // "If the line starts with a U+003A COLON character (:) Ignore the line."
  return bytes.getUint8(start) === colon ? Comment : Unknown;
}

/**
 * "If the line contains a U+003A COLON character (:) Collect the characters on the line before the first … colon …
 * Otherwise, the string is not empty but does not contain a … colon: … using the whole line as the field name".
 */
function nameEnds(bytes: DataView, at: number, end: number): boolean {
  return at === end || bytes.getUint8(at) === colon;
}

/**
 * Where the value of the line in `bytes[start, end)` begins, its name being `nameLength` bytes long: after the colon
 * and, "If value starts with a U+0020 SPACE character, remove it from value", after that. `end` where there is no colon.
 */
export function valueStart(bytes: Uint8Array, start: number, end: number, nameLength: number): number {
  const value = start + nameLength + 1;
  if (value >= end) return end;
  return bytes[value] === space ? value + 1 : value;
}
