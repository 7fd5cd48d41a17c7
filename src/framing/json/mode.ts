/** What comes next, by RFC 8259. */
export const Mode = {
  Value: 0,
  /** After “[”: a value, or “]”. */
  First: 1,
  /** After “{”: a name, or “}”. */
  FirstName: 2,
  Name: 3,
  Colon: 4,
  /** After a value: a comma, or the end of what it is in. */
  Next: 5,
  String: 6,
  Escape: 7,
  Hex: 8,
  Literal: 9,
  /** Numbers, by what came last; the ones that a number may end with are even. */
  Zero: 10,
  Minus: 11,
  Digits: 12,
  Point: 13,
  Fraction: 14,
  Exponent: 15,
  ExponentDigits: 16,
  ExponentSign: 17,
  /** Behind the first and second byte of a byte order mark. */
  Mark1: 18,
  Mark2: 19,
  Complete: 20,
  Failed: 21,
} as const;
export type Mode = (typeof Mode)[keyof typeof Mode];

/** White space of JSON. */
export const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
export const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
export const isHex = (byte: number): boolean =>
  isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);

/** Whether a number can end here. */
export function isWholeNumber(mode: Mode): boolean {
  return mode >= Mode.Zero && mode <= Mode.ExponentDigits && mode % 2 === 0;
}

const isExponent = (byte: number): boolean => (byte | 0x20) === 0x65;

/** Whether a byte belongs to a number that could end before it. */
export function continuesNumber(mode: Mode, byte: number): boolean {
  switch (mode) {
    case Mode.Zero:
      return byte === 0x2e || isExponent(byte);
    case Mode.Digits:
      return isDigit(byte) || byte === 0x2e || isExponent(byte);
    case Mode.Fraction:
      return isDigit(byte) || isExponent(byte);
    default:
      return isDigit(byte);
  }
}

/** What comes next after a byte of a number. One that could end before the byte is known to continue with it. */
export function numberAfter(mode: Mode, byte: number): Mode {
  switch (mode) {
    case Mode.Minus:
      return byte === 0x30 ? Mode.Zero : isDigit(byte) ? Mode.Digits : Mode.Failed;
    case Mode.Zero:
    case Mode.Digits:
      if (byte === 0x2e) return Mode.Point;
      return isExponent(byte) ? Mode.Exponent : mode;
    case Mode.Fraction:
      return isExponent(byte) ? Mode.Exponent : mode;
    case Mode.Point:
      return isDigit(byte) ? Mode.Fraction : Mode.Failed;
    case Mode.Exponent:
      if (byte === 0x2b || byte === 0x2d) return Mode.ExponentSign;
      return isDigit(byte) ? Mode.ExponentDigits : Mode.Failed;
    case Mode.ExponentSign:
      return isDigit(byte) ? Mode.ExponentDigits : Mode.Failed;
    default:
      return mode;
  }
}
