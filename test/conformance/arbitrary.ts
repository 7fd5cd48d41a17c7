import fc from 'fast-check';

const encoder = new TextEncoder();
export const bytesOf = (text: string): Uint8Array => encoder.encode(text);

export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const lineEnd = fc.constantFrom('\n', '\r', '\r\n', '\n\n', '\r\r', '\r\n\r\n', '\n\r');
const name = fc.constantFrom(
  'data',
  'event',
  'id',
  'retry',
  '',
  'Data',
  'd',
  'i',
  'dat',
  'dataa',
  'even',
  'ids',
  'retr',
  'x',
);
const colon = fc.constantFrom(':', ': ', ':  ', '', '::');
const value = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '7',
    '0050',
    '5x',
    '9'.repeat(25),
    'a',
    'a',
    'b\tc',
    'größer',
    '🙂',
    '\uFEFF',
    'data:x',
    ' ',
  ),
  fc.nat(400).map((n) => 'x'.repeat(n)),
);

/** Text that is mostly lines, some of them with fields that mean something. */
const textPiece = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(name, colon, value, lineEnd).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: lineEnd },
  { weight: 1, arbitrary: value },
);

/** Bytes that text does not have: NUL, controls next to the line ends', broken UTF-8, pieces of a BOM. */
const oddPiece = fc.oneof(
  fc.constantFrom('id:a\0b\n', 'id: \0\n', '\0', '\x0b\x0c\x0e\x0f\t').map(bytesOf),
  fc
    .constantFrom(
      [0xef, 0xbb, 0xbf],
      [0xef],
      [0xef, 0xbb],
      [0xff],
      [0xf0, 0x9f],
      [0xc3],
      [0x0e, 0x0a, 0x0e, 0x0d, 0x0e],
    )
    .map((bytes) => Uint8Array.from(bytes)),
  fc.uint8Array({ maxLength: 12 }),
);

/** Streams of well-formed text. */
export const textStream = fc.array(textPiece, { maxLength: 25 }).map((pieces) => pieces.join(''));

/** Any bytes, most of them near to what a stream has. */
export const byteStream = fc
  .array(fc.oneof({ weight: 4, arbitrary: textPiece.map(bytesOf) }, { weight: 1, arbitrary: oddPiece }), {
    maxLength: 25,
  })
  .map(joined);

/** Where to cut `length` bytes, borders included, so that pieces may be empty. */
export function cuts(length: number): fc.Arbitrary<number[]> {
  return fc
    .array(fc.nat(length), { maxLength: 30 })
    .map((positions) => [0, ...positions.sort((a, b) => a - b), length]);
}

/** `bytes` cut into pieces at `positions`, each a copy of its own. */
export function cutAt(bytes: Uint8Array, positions: readonly number[]): Uint8Array[] {
  return positions.slice(1).map((end, i) => bytes.slice(positions[i], end));
}

/** A stream and a way to cut it. */
export const cutStream = byteStream.chain((bytes) =>
  cuts(bytes.length).map((positions) => ({ bytes, positions })),
);
