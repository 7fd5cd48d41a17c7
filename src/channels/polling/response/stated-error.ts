/**
 * Errors that a server states in JSON of status 200. What also holds data is none: a job that a page polls may have failed, and
 * that is the news.
 */

/** An error that an answer states. */
export interface StatedError {
  /** bayeux: a client is not known any more, or was refused (Bayeux 1.0, 4). */
  readonly kind: 'bayeux' | 'error';
  /** The server's words; '' where it has none. */
  readonly words: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Members that only go with an error. What else stands beside it with a value is data. */
const BESIDE =
  /^(error(s|_?code|_?description|_?message|_?uri|_?type)?|code|status_?code|message|msg|detail|details|reason|title|description|path|timestamp|(trace|request|correlation)_?id|success|successful|ok|jsonrpc|extensions)$/i;
const WORDS = [
  'error_description',
  'message',
  'msg',
  'detail',
  'reason',
  'description',
  'title',
  'error',
  'code',
];
/** Values of a member “error” that say that there is none, or that a long poll had nothing to tell. */
const NO_ERROR =
  /^(|0|no|none|null|ok|success|false|timed?[ _-]?out|(there (is|are) )?(no|nothing)( (new|more|data|events?|messages?|updates?|news|content)\b.*)?)\.?$/i;

/** @param value of the whole answer, parsed. @returns null where it states no error, or has data as well. */
export function statedError(value: unknown): StatedError | null {
  if (Array.isArray(value)) return ofList(value);
  if (!isObject(value)) return null;
  if (isBayeux(value)) return ofList([value]);
  if (value.successful === false) return withoutData(value) ? { kind: 'error', words: wordsIn(value) } : null;
  // A bare number of errors is a figure.
  const hasError = isError(value.error) || (typeof value.errors !== 'number' && isError(value.errors));
  // As Telegram has it. A bare `success: false` may be an answer to the question.
  const isRefused = value.ok === false && isError(value.error_code ?? value.errorCode);
  return (hasError || isRefused) && withoutData(value) ? { kind: 'error', words: wordsIn(value) } : null;
}

/** A list is an error where it is one of Bayeux with a failed meta message, or of JSON-RPC with errors only. */
function ofList(list: readonly unknown[]): StatedError | null {
  const objects = list.filter(isObject);
  if (objects.length === 0 || objects.length < list.length) return null;
  if (objects.every(isBayeux)) {
    const failed = objects.find(({ successful }) => successful === false);
    const hasData = objects.some(({ data }) => data !== undefined && data !== null);
    return failed && !hasData ? { kind: 'bayeux', words: wordsIn(failed) } : null;
  }
  const isRpc = objects.every(({ jsonrpc, error }) => jsonrpc === '2.0' && isError(error));
  return isRpc ? { kind: 'error', words: wordsIn(objects[0] ?? {}) } : null;
}

function isBayeux({ channel, successful, data }: JsonObject): boolean {
  return (
    typeof channel === 'string' && channel.startsWith('/') && (successful !== undefined || data !== undefined)
  );
}

function isError(value: unknown): boolean {
  if (typeof value === 'string') return !NO_ERROR.test(value.trim());
  if (Array.isArray(value)) return value.some(isError);
  if (!isObject(value)) return typeof value === 'number' ? value !== 0 : value === true;
  if (value.code === 0 || value.code === '0') return false;
  return Object.values(value).some((each) => each !== null && each !== '');
}

function withoutData(object: JsonObject): boolean {
  // A job has an ID as well: one whose error is told is data.
  const isRpc = object.jsonrpc !== undefined;
  return Object.entries(object).every(
    ([name, value]) =>
      BESIDE.test(name) || (isRpc && name === 'id') || isNothing(value) || isErrorStatus(name, value),
  );
}

/** Also an object whose members are all null, as GraphQL answers beside its errors (October 2021, 7.1.1). */
function isNothing(value: unknown): boolean {
  if (value === null || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every((each) => each === null);
}

/** A status beside an error: a number of HTTP, or a word that says no more than the error. */
function isErrorStatus(name: string, value: unknown): boolean {
  if (name !== 'status') return false;
  return typeof value === 'number' ? value >= 400 : value === 'error' || value === 'fail';
}

function wordsIn(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return wordsIn(value[0]);
  if (!isObject(value)) return '';
  for (const name of ['error', 'errors']) {
    const words = isError(value[name]) && typeof value[name] !== 'boolean' ? wordsIn(value[name]) : '';
    if (words !== '' && typeof value[name] === 'object') return words;
  }
  for (const name of WORDS) {
    const word = value[name];
    if ((typeof word === 'string' && word !== '') || typeof word === 'number') return String(word);
  }
  return '';
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
