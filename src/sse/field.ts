/** What a line is, by its first bytes; WHATWG HTML 9.2.6, "Interpreting an event stream". */

export const Field = { Blank: 0, Comment: 1, Data: 2, Event: 3, Id: 4, Retry: 5, Unknown: 6 } as const;
export type Field = (typeof Field)[keyof typeof Field];

export const COLON = 0x3a;
export const SPACE = 0x20;

/** Bytes that settle what a line is: the longest known name, `event` or `retry`, and its colon. */
export const LONGEST_NAME_AND_COLON = 6;

/** Length in bytes of a field's name; -1 where only the bytes can tell. */
export const NAME_LENGTH: Readonly<Record<Field, number>> = {
  [Field.Blank]: 0,
  [Field.Comment]: 0,
  [Field.Data]: 4,
  [Field.Event]: 5,
  [Field.Id]: 2,
  [Field.Retry]: 5,
  [Field.Unknown]: -1,
};

/**
 * The field of the line in `bytes[start, end)`, without its line end. The line may be cut off after
 * {@link LONGEST_NAME_AND_COLON} bytes or after its colon: what follows does not matter.
 *
 * Compared byte by byte, since "Field names must be compared literally, with no case folding performed"; a byte past
 * `end` is never taken for part of the name, because a line end is no letter and the length is checked with the colon.
 */
export function fieldOf(bytes: Uint8Array, start: number, end: number): Field {
  switch (bytes[start]) {
    case 0x64: // data
      return bytes[start + 1] === 0x61 &&
        bytes[start + 2] === 0x74 &&
        bytes[start + 3] === 0x61 &&
        nameEnds(bytes, start + 4, end)
        ? Field.Data
        : Field.Unknown;
    case 0x65: // event
      return bytes[start + 1] === 0x76 &&
        bytes[start + 2] === 0x65 &&
        bytes[start + 3] === 0x6e &&
        bytes[start + 4] === 0x74 &&
        nameEnds(bytes, start + 5, end)
        ? Field.Event
        : Field.Unknown;
    case 0x69: // id
      return bytes[start + 1] === 0x64 && nameEnds(bytes, start + 2, end) ? Field.Id : Field.Unknown;
    case 0x72: // retry
      return bytes[start + 1] === 0x65 &&
        bytes[start + 2] === 0x74 &&
        bytes[start + 3] === 0x72 &&
        bytes[start + 4] === 0x79 &&
        nameEnds(bytes, start + 5, end)
        ? Field.Retry
        : Field.Unknown;
    case COLON: // "If the line starts with a U+003A COLON character (:) Ignore the line."
      return Field.Comment;
    default:
      return Field.Unknown;
  }
}

/** "Otherwise, the string is not empty but does not contain a colon: … using the whole line as the field name". */
function nameEnds(bytes: Uint8Array, at: number, end: number): boolean {
  return at === end || (at < end && bytes[at] === COLON);
}

/**
 * Where the value of the line in `bytes[start, end)` begins, its name being `nameLength` bytes long: after the colon
 * and, "If value starts with a U+0020 SPACE character", after that. `end` where there is no colon.
 */
export function valueStart(bytes: Uint8Array, start: number, end: number, nameLength: number): number {
  const colon = start + nameLength;
  if (colon >= end) return end;
  return colon + 1 < end && bytes[colon + 1] === SPACE ? colon + 2 : colon + 1;
}
