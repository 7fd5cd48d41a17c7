/** What a request asks for where one address serves everything: GraphQL and JSON-RPC say it in the body. */
import type { RequestRecord } from '../../../tape/index.ts';

/** Fields of a body that are looked at. */
const MAX_FIELDS = 40;
/** Characters of a body that is taken apart for a name, and of what is shown of it. */
const MAX_BODY_LENGTH = 20_000;
const MAX_NAME_LENGTH = 40;
/** Characters of the text of a GraphQL operation that has no name. */
const MAX_TEXT = 60;
/** Operations of a batch that are looked at. */
const MAX_BATCH = 10;

/** What names an operation: of GraphQL its name or text, of JSON-RPC the method. */
interface Fields {
  readonly operationName: string;
  readonly query: string;
  readonly jsonrpc: string;
  readonly method: string;
}

/** Where these are in a body of one operation; and in each element of a batch. */
const SINGLE = fieldsAt('');
const OF_BATCH = Array.from({ length: MAX_BATCH }, (_, index) => fieldsAt(`${index}.`));

/** A field by its path; undefined where there is none. */
type FieldOf = (path: string) => string | undefined;

const names = new WeakMap<RequestRecord, string>();

/** The operation in a few words, “tools/call search”; '' where the body names none. */
export function operationName(request: RequestRecord): string {
  const known = names.get(request);
  if (known !== undefined) return known;
  const { body = '' } = request;
  const fields = body === '' || body.length > MAX_BODY_LENGTH ? null : fieldsOf(body);
  const operation = fields ? operationOf((path) => fields[path]) : '';
  // Of MCP: which tool or prompt, or which resource.
  const what = operation === '' ? undefined : (fields?.['params.name'] ?? fields?.['params.uri']);
  const name = [operation, ...(what === undefined ? [] : [what])].join(' ').slice(0, MAX_NAME_LENGTH);
  names.set(request, name);
  return name;
}

/**
 * The leaves of a JSON or form body by their paths; null for an upload or a text that is neither. The operations of a batch are in order of
 * the alphabet: a client sends them in the order in which its parts happen to ask.
 */
export function fieldsOf(body: string): Record<string, string> | null {
  if (body.trim() === '') return {};
  if (/^\s*[[{]/.test(body)) {
    try {
      const fields: Record<string, string> = {};
      leaves(inOrder(JSON.parse(body)), '', fields);
      return fields;
    } catch {
      return null;
    }
  }
  if (!/^[^=&\s]+=[^\s]*$/.test(body)) return null;
  return Object.fromEntries(new URLSearchParams(body));
}

/** A batch by its operations; those of one name stay in their order. Any other value as it is. */
function inOrder(value: unknown): unknown {
  if (!Array.isArray(value) || value.length < 2) return value;
  const named = value.map((element: unknown) => {
    const own = ownFields(element);
    return { element, name: operationAt((path) => own[path], SINGLE) };
  });
  if (named.some(({ name }) => name === '')) return value;
  return named.sort((a, b) => compareNames(a.name, b.name)).map(({ element }) => element);
}

function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The fields of an object that are no objects themselves. */
function ownFields(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  const own = Object.entries(value).filter(([, field]) => typeof field !== 'object' || field === null);
  return Object.fromEntries(own.map(([name, field]) => [name, String(field)]));
}

function leaves(value: unknown, path: string, into: Record<string, string>): void {
  if (Object.keys(into).length >= MAX_FIELDS) return;
  if (typeof value !== 'object' || value === null) {
    into[path] = String(value);
    return;
  }
  for (const [name, child] of Object.entries(value))
    leaves(child, path === '' ? name : `${path}.${name}`, into);
}

/** GraphQL: the operation's name, else the beginning of its text, of a batch all of them in order of the alphabet; JSON-RPC: the method. */
export function operationOf(field: FieldOf): string {
  const single = operationAt(field, SINGLE);
  if (single !== '') return single;
  const names: string[] = [];
  for (const paths of OF_BATCH) {
    const name = operationAt(field, paths);
    if (name === '') break;
    if (!names.includes(name)) names.push(name);
  }
  return names.sort().join(', ');
}

function fieldsAt(prefix: string): Fields {
  return {
    operationName: `${prefix}operationName`,
    query: `${prefix}query`,
    jsonrpc: `${prefix}jsonrpc`,
    method: `${prefix}method`,
  };
}

function operationAt(field: FieldOf, paths: Fields): string {
  const operationName = field(paths.operationName);
  const query = field(paths.query);
  if (operationName !== undefined && operationName !== 'null' && operationName !== '') return operationName;
  if (query !== undefined && /[{]/.test(query)) return query.replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT);
  return field(paths.jsonrpc) === undefined ? '' : (field(paths.method) ?? '');
}
