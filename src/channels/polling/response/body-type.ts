import { isBinary } from '../../../format/binary.ts';

/** Types that hold text, or none at all: what they hold is text unless its bytes show otherwise. */
const TEXT =
  /^(text\/.*|application\/([\w.-]+\+)?(json|xml|x-ndjson|jsonl|javascript|x-www-form-urlencoded|graphql|xhtml)|image\/svg\+xml)$|^$/;
/** Types that hold no text, whatever their bytes look like. */
const BINARY =
  /^(image|audio|video|font)\/|^application\/(.*\+)?(x-|vnd\.|vnd\.google\.)?(protobuf|protobuffer|proto|msgpack|messagepack|cbor|bson|avro)$/;

/** Whether a response's type says that it holds text; so does a response without a type. */
export function isTextType(mimeType: string): boolean {
  return TEXT.test(mimeType);
}

/** Whether a body is no text: its type says so, or its bytes do. */
export function isBinaryBody(body: Uint8Array, mimeType: string): boolean {
  if (TEXT.test(mimeType)) return isBinary(body);
  return BINARY.test(mimeType) || isBinary(body) || hasControls(body);
}

/** Whether control characters are in its beginning that no text has. */
function hasControls(body: Uint8Array): boolean {
  return body.subarray(0, 1024).some((byte) => byte < 0x20 && !isLayout(byte));
}

/** Tab to carriage return, escape, and the separators of records and units. */
function isLayout(byte: number): boolean {
  return (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b || byte === 0x1e || byte === 0x1f;
}

/** Whether it is white space only, as JSON counts it (RFC 8259, section 2). */
export function isWhiteSpace(body: Uint8Array): boolean {
  return body.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
