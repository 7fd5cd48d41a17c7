/** "0.42", or that there is nothing to divide by. */
export function perPayloadByte(headers: number, payload: number): string {
  if (payload === 0) return 'no payload yet';
  const ratio = headers / payload;
  return ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2);
}

/** `1` of `4` as "25 %". */
export function percent(part: number, of: number): string {
  return of === 0 ? '–' : `${Math.round((part / of) * 100)} %`;
}
