import { RecordState, type ResponseHeaders } from '../../../framing/index.ts';
import { isBinaryBody, isTextType, isWhiteSpace } from './body-type.ts';
import { type Child, childrenOf, firstByte, parseJson, type Range } from './json.ts';
import { type AnswerPart, AnswerRecords, answerFraming } from './records.ts';
import { type StatedError, statedError } from './stated-error.ts';

/** Names under which servers put their messages, the surer first. */
const LISTS = ['events', 'messages', 'updates', 'items', 'results', 'data'];

const ARRAY = 0x5b;
const OBJECT = 0x7b;

const decoder = new TextDecoder();

/** What a response's body holds. */
export interface ResponseContent {
  /** Elements of the array it is, or of the obvious list in it; or the records of its framing; null where there are none. */
  readonly list: readonly AnswerPart[] | null;
  /**
   * Nothing in it: no bytes (of text also white space only), an empty array or object, null, or an empty list; of a framing
   * nothing but signs of life.
   */
  readonly isEmpty: boolean;
  /** In words, for an empty one. */
  readonly emptyBy: string | null;
  /** nothing: no bytes, or none that are kept; page: a whole page of HTML. */
  readonly shape: 'nothing' | 'json' | 'page' | 'text' | 'binary';
  /** What it says is wrong; null where it says nothing, or has data too. */
  readonly error: StatedError | null;
}

const NOTHING: ResponseContent = {
  list: null,
  isEmpty: true,
  emptyBy: 'no body',
  shape: 'nothing',
  error: null,
};

/** That of a response whose body is not on the tape. */
export const UNKNOWN_CONTENT: ResponseContent = { ...NOTHING, isEmpty: false, emptyBy: null };

/** Bytes in which a page of HTML says that it is one. */
const HEAD = 1024;
const PAGE = /^(\ufeff|\s|<\?xml[^>]*>|<!--(?:(?!-->)[\s\S])*-->)*<(!doctype\s+html|html|head|body)[\s>]/i;

/**
 * Finds the parts of an answer that are a row each: the records of its framing; else the elements of the body itself where it is
 * an array, or of the member of a JSON object that has one of the usual names, or that is its only array of objects.
 */
export function contentOf(body: Uint8Array, response: ResponseHeaders): ResponseContent {
  const { mimeType } = response;
  if (body.length === 0 || (isTextType(mimeType) && isWhiteSpace(body))) return NOTHING;
  const value = parseJson(body);
  const framing = answerFraming(body, response, value !== undefined);
  if (framing) return framedContent(new AnswerRecords(framing, response, body), isBinaryBody(body, mimeType));
  if (value === undefined) return { ...UNKNOWN_CONTENT, shape: shapeOf(body, mimeType) };
  if (value === null) return empty('null');
  if (typeof value !== 'object') return JSON_VALUE;
  const children = childrenOf(body);
  if (!Array.isArray(value) && children.length === 0) return empty('an empty object');
  const error = statedError(value);
  if (Array.isArray(value)) return listContent(children, 'an empty array', error);
  const found = obviousList(body, children);
  if (!found) return { ...JSON_VALUE, error };
  return listContent(childrenOf(body, found.list[0]), `an empty list (${found.name})`, error);
}

const JSON_VALUE: ResponseContent = { ...UNKNOWN_CONTENT, shape: 'json' };

const empty = (emptyBy: string): ResponseContent => ({ ...JSON_VALUE, isEmpty: true, emptyBy });

function framedContent(records: AnswerRecords, isBinary: boolean): ResponseContent {
  const list = records.parts();
  const { isJson } = records.framing;
  const shape = isBinary ? 'binary' : isJson ? 'json' : 'text';
  const isEmpty = list.every(([, , state]) => state === RecordState.Quiet);
  if (isEmpty) return { list, isEmpty, emptyBy: 'nothing but a sign of life', shape, error: null };
  const [only, ...others] = list.flatMap(([, , state], record) =>
    state === RecordState.Quiet ? [] : record,
  );
  const isOne = isJson && only !== undefined && others.length === 0;
  const error = isOne ? statedError(parseJson(records.data(only))) : null;
  return { list, isEmpty, emptyBy: null, shape, error };
}

function shapeOf(body: Uint8Array, mimeType: string): 'page' | 'text' | 'binary' {
  if (isBinaryBody(body, mimeType)) return 'binary';
  return PAGE.test(decoder.decode(body.subarray(0, HEAD))) ? 'page' : 'text';
}

function listContent(
  children: readonly Child[],
  emptyBy: string,
  error: StatedError | null,
): ResponseContent {
  const list = children.map(({ value }) => value);
  return { ...(list.length === 0 ? empty(emptyBy) : JSON_VALUE), list, error };
}

function obviousList(body: Uint8Array, members: readonly Child[]): { name: string; list: Range } | null {
  const arrays = members
    .filter(({ value }) => firstByte(body, value) === ARRAY)
    .map(({ name, value }) => ({ name: memberName(body, name), list: value }));
  for (const usual of LISTS) {
    const found = arrays.find(({ name }) => name === usual);
    if (found) return found;
  }
  const [first, ...others] = arrays.filter(({ list }) => holdsObjects(body, list));
  return first && others.length === 0 ? first : null;
}

function holdsObjects(body: Uint8Array, list: Range): boolean {
  const [first] = childrenOf(body, list[0]);
  return first !== undefined && firstByte(body, first.value) === OBJECT;
}

/** A member's name without its quotes. */
export function memberName(body: Uint8Array, name: Range | null): string {
  if (!name) return '';
  const raw = decoder.decode(body.subarray(name[0], name[1]));
  const parsed = raw.includes('\\') ? parseJson(body.subarray(name[0], name[1])) : null;
  return typeof parsed === 'string' ? parsed : raw.slice(1, -1);
}

const IDS = [
  'id',
  'event_id',
  'eventId',
  'update_id',
  'message_id',
  'messageId',
  'seq',
  'sequence',
  'offset',
];
const CURSORS = [
  'cursor',
  'next_cursor',
  'nextCursor',
  'next',
  'last_id',
  'lastId',
  'since',
  'next_batch',
  'seq',
];
const TYPES = ['type', 'event', 'kind', 'event_type', 'eventType'];

/** The ID or type of an element (or a whole response): the first of the usual members that is there, as it was written. */
export function labelsOf(json: Uint8Array, isElement: boolean): { id: string; type: string } {
  if (parseJson(json) === undefined) return { id: '', type: '' };
  const members = new Map<string, string>();
  for (const { name, value } of childrenOf(json)) {
    const text = name && scalarOf(json, value);
    if (text) members.set(memberName(json, name), text);
  }
  const first = (names: readonly string[]): string => {
    const name = names.find((each) => members.has(each));
    return name === undefined ? '' : (members.get(name) ?? '');
  };
  return { id: first(isElement ? [...IDS, ...CURSORS] : [...CURSORS, ...IDS]), type: first(TYPES) };
}

/** A number or string as text: numbers as they were written, since they may be larger than JavaScript's. */
function scalarOf(json: Uint8Array, value: Range): string | null {
  const kind = firstByte(json, value);
  if (kind === ARRAY || kind === OBJECT) return null;
  const bytes = json.subarray(value[0], value[1]);
  if (kind !== 0x22) {
    const text = decoder.decode(bytes);
    return /^-?\d/.test(text) ? text : null;
  }
  const parsed = parseJson(bytes);
  return typeof parsed === 'string' ? parsed.slice(0, 200) : null;
}
