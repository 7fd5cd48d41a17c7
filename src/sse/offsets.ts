/** Offsets are 32 bits wide, to keep the tables small: a connection's stream may hold 4 GiB less one byte. */
export const MAX_BYTES = 0xffff_ffff;

/** @throws RangeError where a stream of `length` bytes is too long */
export function checkLength(length: number): void {
  if (length > MAX_BYTES) throw new RangeError(`a stream of more than ${MAX_BYTES} bytes`);
}
