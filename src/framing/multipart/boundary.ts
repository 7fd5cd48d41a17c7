import { headerValue } from '../../format/headers.ts';

/** RFC 2046, 5.1.1 allows 70 characters; some servers take more. */
const MAX_LENGTH = 200;

/** The boundary of a multipart body, by the parameter of its Content-Type; null where it has none that can be used. */
export function boundaryOf(headers: readonly (readonly [name: string, value: string])[]): string | null {
  const type = headerValue(headers, 'content-type') ?? '';
  const found = /;\s*boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(type);
  const boundary = found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2] ?? '';
  const isAscii = /^[\u0020-\u007e]+$/.test(boundary);
  return isAscii && boundary.length <= MAX_LENGTH ? boundary : null;
}
