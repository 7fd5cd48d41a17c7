/** Headers by name. Names of headers are case-insensitive (RFC 9110, 5.1), and a header may come several times. */

type Headers = readonly (readonly [name: string, value: string])[];

/** Every value of the header, in the order in which they came. @param name in any case. */
export function headerValues(headers: Headers, name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([each]) => each.toLowerCase() === wanted).map(([, value]) => value);
}

/**
 * All values of the header as one, joined by ", " (RFC 9110, 5.3): for a header that is a list, such as Cache-Control or
 * Connection. Null where it did not come. @param name in any case.
 */
export function combinedHeader(headers: Headers, name: string): string | null {
  const values = headerValues(headers, name);
  return values.length > 0 ? values.join(', ') : null;
}

/**
 * The first value of the header, for one that is no list: two of Content-Type or Content-Length make no third. Null
 * where it did not come. @param name in any case.
 */
export function headerValue(headers: Headers, name: string): string | null {
  const wanted = name.toLowerCase();
  return headers.find(([each]) => each.toLowerCase() === wanted)?.[1] ?? null;
}
