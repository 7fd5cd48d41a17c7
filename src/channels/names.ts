/**
 * Names that tell channels of one name apart. The first of a name has it plain, until there is another one. Then each gets the
 * first of these in which they differ: the folder, the method, the operation, the host; of a long query the parameter, and of a poll
 * loop one that stays the same. Where nothing differs, the later one is numbered. What a recording answered
 * is named so, and is told apart from others of its kind. A name only ever gets longer, and only when a channel appears that has the same.
 */
import type { ChannelSummary } from './model/stream.ts';

/** What a name is made of. */
type Named = Pick<
  ChannelSummary,
  'id' | 'name' | 'url' | 'base' | 'method' | 'operation' | 'steady' | 'answeredBy'
>;

/** After the name of what a recording answered, so that nobody takes it for the server's. */
const RECORDING = ' (recording)';
/** Characters from which on a query is too long to be read in the list, and those shown of one value. */
const LONG_QUERY = 32;
const MAX_VALUE = 24;
/** Folders above the last part of a path that can be shown. */
const MAX_FOLDERS = 4;

interface Parts {
  /** As the channel calls itself. */
  readonly name: string;
  /** The same without a query that is too long; null where it is not. */
  readonly short: string | null;
  /** Those of the query that are not in the name. */
  readonly params: ReadonlyMap<string, string>;
  /** The nearest first. */
  readonly folders: readonly string[];
  readonly host: string;
  readonly method: string;
  readonly operation: string;
}

interface Member {
  readonly id: string;
  readonly parts: Parts;
  label: string;
  /** Among those of the same label, from 1. */
  number: number;
}

/** Channels that have one name until they are told apart. */
class Group {
  readonly #isListed: (id: string) => boolean;
  readonly #suffix: string;
  #members: Member[] = [];
  /** Those of one label differ in nothing. */
  readonly #byLabel = new Map<string, Member[]>();
  /** Aspects that are shown. */
  readonly #shown = new Set<string>();
  #hadSeveral = false;

  /** @param suffix of all its names. */
  constructor(isListed: (id: string) => boolean, suffix: string) {
    this.#isListed = isListed;
    this.#suffix = suffix;
  }

  add(id: string, parts: Parts): Member {
    this.#forgetUnlisted();
    const [alike] = this.#byLabel.get(this.#labelOf(parts)) ?? [];
    const aspect = alike && firstDifference(alike.parts, parts, this.#shown);
    const member: Member = { id, parts, label: '', number: 1 };
    this.#members.push(member);
    if (this.#members.length > 1) this.#hadSeveral = true;
    if (aspect === undefined) {
      this.#setLabel(member);
      return member;
    }
    this.#shown.add(aspect);
    this.#byLabel.clear();
    for (const each of this.#members) this.#setLabel(each);
    return member;
  }

  nameOf({ parts, label, number }: Member): string {
    // The only one has its query whole.
    if (!this.#hadSeveral) return `${parts.name}${this.#suffix}`;
    return `${label}${this.#suffix}${number > 1 ? ` #${number}` : ''}`;
  }

  #setLabel(member: Member): void {
    member.label = this.#labelOf(member.parts);
    const alike = this.#byLabel.get(member.label) ?? [];
    this.#byLabel.set(member.label, alike);
    // Not by their count: one may be gone, and the others keep their numbers.
    const last = alike.at(-1);
    if (last && member.number <= last.number) member.number = last.number + 1;
    alike.push(member);
  }

  #forgetUnlisted(): void {
    const listed = this.#members.filter(({ id }) => this.#isListed(id));
    if (listed.length === this.#members.length) return;
    this.#members = listed;
    for (const [label, members] of this.#byLabel) {
      const left = members.filter(({ id }) => this.#isListed(id));
      if (left.length > 0) this.#byLabel.set(label, left);
      else this.#byLabel.delete(label);
    }
  }

  #labelOf(parts: Parts): string {
    const shown = this.#shown;
    const { short, name, params, folders, method, operation, host } = parts;
    let depth = MAX_FOLDERS;
    while (depth > 0 && !shown.has(`folder ${depth}`)) depth--;
    const path = folders
      .slice(0, depth)
      .reverse()
      .map((folder) => `${folder}/`)
      .join('');
    const of = shown.has('method') ? `${method} ` : '';
    const what = shown.has('operation') && operation !== '' ? ` (${operation})` : '';
    const where = shown.has('host') ? ` at ${host}` : '';
    const isParamShown = [...params.keys()].some((param) => shown.has(`param ${param}`));
    const own = short ?? (isParamShown ? `${name}?` : null);
    return `${of}${path}${own === null ? name : cut(own, params, shown)}${what}${where}`;
  }
}

/** The names of all channels of a list. */
export class Names {
  readonly #isListed: (id: string) => boolean;
  readonly #groups = new Map<string, Group>();
  readonly #members = new Map<
    string,
    { readonly group: Group; readonly suffix: string; readonly member: Member }
  >();

  /** @param isListed whether there still is a channel of that id. */
  constructor(isListed: (id: string) => boolean) {
    this.#isListed = isListed;
  }

  /** A channel that is in the list. Nothing changes where it was added before under that name. */
  add(row: Named): void {
    const suffix = row.answeredBy === undefined ? '' : RECORDING;
    const known = this.#members.get(row.id);
    if (known?.member.parts.name === row.name && known.suffix === suffix) return;
    const parts = partsOf(row);
    const key = `${parts.short ?? parts.name}${suffix}`;
    const group = this.#groups.get(key) ?? new Group(this.#isListed, suffix);
    this.#groups.set(key, group);
    this.#members.set(row.id, { group, suffix, member: group.add(row.id, parts) });
  }

  of({ id, name }: Named): string {
    const known = this.#members.get(id);
    return known ? known.group.nameOf(known.member) : name;
  }
}

function partsOf({ name, url, base, method, operation = '', steady = {} }: Named): Parts {
  // The addresses of a known client have a session in them.
  const address = base ?? url;
  const known = address !== null && URL.canParse(address) ? new URL(address) : null;
  const search = known?.search ?? '';
  const isLong = search.length > LONG_QUERY && name.endsWith(search);
  return {
    name,
    short: isLong ? `${name.slice(0, -search.length)}?` : null,
    params: new Map(isLong ? known?.searchParams : Object.entries(steady)),
    folders: known?.pathname.split('/').filter(Boolean).slice(0, -1).reverse() ?? [],
    host: known?.host ?? '',
    method,
    operation,
  };
}

/** The first aspect in which two differ that is not shown yet; undefined where there is none. */
function firstDifference(a: Parts, b: Parts, shown: ReadonlySet<string>): string | undefined {
  return [...aspectsOf(a, b)].find(([aspect, isOther]) => isOther && !shown.has(aspect))?.[0];
}

function* aspectsOf(a: Parts, b: Parts): Generator<readonly [aspect: string, isOther: boolean]> {
  const length = (name: string) => Math.max(a.params.get(name)?.length ?? 0, b.params.get(name)?.length ?? 0);
  // What is short says more than a token does.
  const names = [...new Set([...a.params.keys(), ...b.params.keys()])].sort((x, y) => length(x) - length(y));
  for (const name of names) yield [`param ${name}`, a.params.get(name) !== b.params.get(name)];
  for (let depth = 1; depth <= MAX_FOLDERS; depth++)
    yield [`folder ${depth}`, a.folders[depth - 1] !== b.folders[depth - 1]];
  yield ['method', a.method !== b.method];
  yield ['operation', a.operation !== b.operation];
  yield ['host', a.host !== b.host];
}

/** A long query with those parameters alone that tell it from others. */
function cut(short: string, params: Parts['params'], shown: ReadonlySet<string>): string {
  const shownParams = [...params].filter(([name]) => shown.has(`param ${name}`));
  const text = shownParams.map(
    ([name, value]) => `${name}=${value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value}`,
  );
  return `${short}${text.join('&')}${shownParams.length < params.size ? `${shownParams.length > 0 ? '&' : ''}…` : ''}`;
}
