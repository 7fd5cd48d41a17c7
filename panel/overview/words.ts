/** "0.42", or that there is nothing to divide by. */
export function perPayloadByte(headers: number, payload: number): string {
  if (payload === 0) return 'no payload yet';
  const ratio = headers / payload;
  return ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2);
}
