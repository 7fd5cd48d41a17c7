/** What of an object says that it is an error, whatever else it has. */
const ERRORS = ['error', 'errors'];
/** What says so where nothing else was sent. */
const WORDS = ['message', 'detail', 'details', 'msg', 'error_description', 'title'];

/**
 * Whether a text of JSON is a server's error. @param text as it came; where it was cut, its beginning decides.
 * @param isAlone whether nothing else was sent: then a bare message is taken for one.
 */
export function isErrorText(text: string, isAlone: boolean): boolean {
  const found = parsed(text);
  if (found === undefined) return /^\{\s*"errors?"\s*:\s*["{[]/.test(text);
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return false;
  const object = found as Readonly<Record<string, unknown>>;
  if (ERRORS.some((name) => Boolean(object[name]))) return true;
  return isAlone && WORDS.some((name) => typeof object[name] === 'string');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
