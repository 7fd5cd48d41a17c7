/** What a filter looks at. */
export interface Filterable {
  readonly type: string;
  readonly id: string;
  readonly data: string;
  /** Which way it went, where both sides send; or that the user sent it. */
  readonly direction?: string;
}

export interface Filter {
  /** True where nothing is asked: every row passes unread. */
  readonly passesAll: boolean;
  matches(row: Filterable): boolean;
}

export type ParsedFilter = { readonly filter: Filter; readonly error: string | null };

type Test = (row: Filterable) => boolean;

const TOKEN = /(-?)(?:(type|id|data|dir):)?(?:\/((?:[^/\\]|\\.)+)\/(i?)(?=\s|$)|"([^"]*)"|(\S+))/g;

/**
 * DevTools' filter syntax: `text`, `-text`, `/regex/`, `"two words"`, `type:…`, `id:…`, `data:…`, and for
 * WebSocket frames `dir:sent` and `dir:received`, for what the user sent into the page `dir:injected`; all must hold. Text matches anywhere without regard to case; after
 * `type:` and `id:` the whole value must be equal, `*` standing for anything.
 *
 * Never throws: a bad regular expression is named in `error` and lets everything pass.
 */
export function parseFilter(text: string): ParsedFilter {
  const tests: Test[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [, minus, field, regex, flags, quoted, word] = match;
    try {
      const test =
        regex !== undefined ? byRegex(field, regex, flags ?? '') : byText(field, quoted ?? word ?? '');
      tests.push(minus ? (row) => !test(row) : test);
    } catch (error) {
      return { filter: everything, error: error instanceof Error ? error.message : String(error) };
    }
  }
  if (tests.length === 0) return { filter: everything, error: null };
  return { filter: { passesAll: false, matches: (row) => tests.every((test) => test(row)) }, error: null };
}

const everything: Filter = { passesAll: true, matches: () => true };

function byRegex(field: string | undefined, source: string, flags: string): Test {
  const regex = new RegExp(source, `${flags.includes('i') ? 'i' : ''}u`);
  return (row) => values(field, row).some((value) => regex.test(value));
}

function byText(field: string | undefined, text: string): Test {
  if (field === 'type' || field === 'id') {
    const parts = text.toLowerCase().split('*');
    return (row) => fitsParts(parts, row[field].toLowerCase());
  }
  const sought = text.toLowerCase();
  if (field === 'dir') return ({ direction = 'none' }) => direction.startsWith(sought);
  return (row) => values(field, row).some((value) => value.toLowerCase().includes(sought));
}

function values(field: string | undefined, row: Filterable): readonly string[] {
  if (field === 'type' || field === 'id' || field === 'data') return [row[field]];
  if (field === 'dir') return [row.direction ?? ''];
  return [row.data, row.type, row.id];
}

/**
 * Whether a value is these parts in their order, with anything between them. Each part is looked for once, from where the
 * one before ended: a regular expression of as many stars would try all ways to divide a long value, without an end.
 */
function fitsParts(parts: readonly string[], value: string): boolean {
  const first = parts[0] ?? '';
  if (parts.length === 1) return value === first;
  const last = parts.at(-1) ?? '';
  const end = value.length - last.length;
  if (end < first.length || !value.startsWith(first) || !value.endsWith(last)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, from);
    if (found < 0 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}
