/** Headers by name. Names of headers are case-insensitive (RFC 9110, 5.1), and a header may come several times. */

type Headers = readonly (readonly [name: string, value: string])[];

/** Every value of the header, in the order in which they came. @param name in any case. */
export function headerValues(headers: Headers, name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value);
}

/** The first value of the header; null where it did not come, as `Headers.get()` says it. @param name in any case. */
export function headerValue(headers: Headers, name: string): string | null {
  const wanted = name.toLowerCase();
  return headers.find(([each]) => each.toLowerCase() === wanted)?.[1] ?? null;
}
