import { headerValues } from './headers.ts';

/** A MIME type as Content-Type has it. */
export interface MimeType {
  /** Type and subtype in lower case; '' where there is none. */
  readonly mimeType: string;
  /** As it was sent, without quotes. */
  readonly charset?: string;
}

/** RFC 9110, 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** WHATWG MIME Sniffing: what a quoted parameter may hold. */
const QUOTED = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;
const PARTS = {
  ',': /(?:"(?:[^"\\]|\\.)*"?|[^",])+/g,
  ';': /(?:"(?:[^"\\]|\\.)*"?|[^";])+/g,
} as const;
const SPACE = /^[\t\n\r ]+|[\t\n\r ]+$/g;

/**
 * Extracts the MIME type of a response (WHATWG Fetch, “extract a MIME type”): of several values, in one header or in several, the
 * last that is a type counts. A charset is kept for a later value of the same type.
 */
export function extractMimeType(headers: readonly (readonly [name: string, value: string])[]): MimeType {
  let found: MimeType = { mimeType: '' };
  for (const value of headerValues(headers, 'content-type').flatMap((one) => split(one, ','))) {
    const parsed = parseMimeType(value);
    if (!parsed || parsed.mimeType === '*/*') continue;
    const { mimeType } = parsed;
    const charset = parsed.charset ?? (mimeType === found.mimeType ? found.charset : undefined);
    found = charset === undefined ? { mimeType } : { mimeType, charset };
  }
  return found;
}

/** WHATWG MIME Sniffing, “parse a MIME type”, as far as its charset; null where it is none. */
function parseMimeType(value: string): MimeType | null {
  const [essence = '', ...parameters] = split(value, ';');
  const mimeType = essence.replace(SPACE, '').toLowerCase();
  const [type = '', subtype = '', ...more] = mimeType.split('/');
  if (more.length > 0 || !TOKEN.test(type) || !TOKEN.test(subtype)) return null;
  for (const parameter of parameters) {
    const at = parameter.indexOf('=');
    if (
      at < 0 ||
      parameter
        .slice(0, at)
        .replace(/^[\t\n\r ]+/, '')
        .toLowerCase() !== 'charset'
    )
      continue;
    const charset = unquoted(parameter.slice(at + 1));
    // Of several charsets the first that is one counts.
    if (charset !== null) return { mimeType, charset };
  }
  return { mimeType };
}

/** Null where the standard takes no parameter from it. */
function unquoted(text: string): string | null {
  if (!text.startsWith('"')) {
    const value = text.replace(/[\t\n\r ]+$/, '');
    return TOKEN.test(value) ? value : null;
  }
  const value = /^"((?:[^"\\]|\\.)*)/.exec(text)?.[1]?.replace(/\\(.)/g, '$1') ?? '';
  return QUOTED.test(value) ? value : null;
}

/** Parts of a header's value between separators outside of quotes. */
function split(value: string, by: keyof typeof PARTS): string[] {
  return value.match(PARTS[by]) ?? [];
}
