import { nameOfUrl } from '../../format/url-name.ts';
import type { Cycle, EndpointChoice } from '../model/polls.ts';
import type {
  RepeatingRequests,
  RequestGroup,
  RequestGroupDetail,
  RequestQuestion,
  RequestsLabel,
} from '../model/requests.ts';
import { Names } from '../names.ts';
import { cycleOf } from './cycle.ts';
import type { Sequence } from './detection/sequence.ts';
import type { Exchange } from './exchange.ts';
import { FailingRun } from './health/failing.ts';

const MAX_GROUPS = 1000;
/** Of a group that is looked into. */
const MAX_QUESTIONS = 40;
const MAX_LATEST = 50;
/** The latest requests of a group that are looked at for failures. */
const MAX_FAILED = 100;
/** Characters of a question: a body can be long, and it is text for a cell. */
const MAX_TEXT = 200;

export interface RepeatingNeeds {
  /** Sequences that are no loop. */
  readonly sequences: () => Iterable<Sequence>;
  readonly choiceOf: (endpoint: string) => EndpointChoice | null;
}

interface Question {
  requests: number;
  readonly first: Exchange;
  last: Exchange;
}

/** The sequences of one client and endpoint. */
interface Group {
  readonly id: string;
  readonly firstAt: number;
  readonly sequences: readonly Sequence[];
}

/** What repeats and is no poll loop, in groups of one client and endpoint; made once for each change. */
export class Repeating {
  readonly #needs: RepeatingNeeds;
  /** By id. A group keeps its id and its place, whichever of its sequences become loops. */
  #groups = new Map<string, Group>();
  /** Paths often end alike (`/rooms/1/items`): what tells two apart is in their names, as in Streams. */
  readonly #names = new Names((id) => this.#groups.has(id));
  #all: RepeatingRequests | null = null;
  #details = new Map<string, RequestGroupDetail>();
  /** How often each question of a sequence was asked; a request is looked at once. */
  #questions = new WeakMap<Sequence, { counted: number; readonly asked: Map<string, Question> }>();

  constructor(needs: RepeatingNeeds) {
    this.#needs = needs;
  }

  /** Something came: what was made is out of date. */
  changed(): void {
    this.#all = null;
  }

  /** A request of the sequence was taken out again. */
  dropped(sequence: Sequence): void {
    this.#questions.delete(sequence);
    this.changed();
  }

  /** The same object until something changes. */
  all(): RepeatingRequests {
    if (this.#all) return this.#all;
    this.#details = new Map();
    this.#groups = this.#gather();
    const made = [...this.#groups.values()].map((group) => this.#rowOf(group));
    for (const row of made) this.#names.add(namedOf(row));
    const groups = made.map((row) => ({ ...row, name: this.#names.of(namedOf(row)) }));
    // First seen stays first: a row moves only where it begins to fail, or no longer does.
    groups.sort((a, b) => Number(b.failing !== null) - Number(a.failing !== null) || a.firstAt - b.firstAt);
    this.#all = {
      groups: groups.slice(0, MAX_GROUPS),
      requests: sum(groups.slice(0, MAX_GROUPS)),
      failing: groups.filter(({ failing }) => failing !== null).length,
      others: sum(groups.slice(MAX_GROUPS)),
    };
    return this.#all;
  }

  /** One group looked into; null where there is none of that id. The same object until something changes. */
  detail(id: string): RequestGroupDetail | null {
    const row = this.all().groups.find((group) => group.id === id);
    const group = this.#groups.get(id);
    if (!row || !group) return null;
    const known = this.#details.get(id);
    if (known) return known;
    const detail = {
      group: row,
      questions: latestQuestions(this.#questionsOf(group)),
      latest: latestCycles(group, row.requests),
    };
    this.#details.set(id, detail);
    return detail;
  }

  #gather(): Map<string, Group> {
    const byKey = new Map<string, Sequence[]>();
    for (const sequence of this.#needs.sequences()) {
      const { key } = sequence;
      const others = byKey.get(key);
      if (others) others.push(sequence);
      else byKey.set(key, [sequence]);
    }
    const before = new Map([...this.#groups.values()].map((group) => [group.sequences[0]?.key, group]));
    const groups = [...byKey].flatMap(([key, sequences]): Group[] => {
      const first = earliest(sequences);
      const requests = sequences.reduce((total, { exchanges }) => total + exchanges.length, 0);
      const choice = this.#needs.choiceOf(sequences[0]?.endpoint ?? '');
      if (!first || (requests < 2 && choice === null)) return [];
      const known = before.get(key);
      const { id, firstAt } = known ?? { id: `requests ${first.id}`, firstAt: first.request.at };
      return [{ id, firstAt, sequences }];
    });
    return new Map(groups.sort((a, b) => a.firstAt - b.firstAt).map((group) => [group.id, group]));
  }

  #rowOf(group: Group): RequestGroup {
    const { id, firstAt, sequences } = group;
    const latest = latestOf(sequences, MAX_FAILED);
    const last = latest.at(-1)?.exchange;
    const endpoint = sequences[0]?.endpoint ?? '';
    const choice = this.#needs.choiceOf(endpoint);
    const requests = sequences.reduce((total, { exchanges }) => total + exchanges.length, 0);
    const questions = this.#questionsOf(group).length;
    const longest = sequences.toSorted((a, b) => b.exchanges.length - a.exchanges.length)[0];
    return {
      id,
      name: nameOf(endpoint),
      endpoint,
      method: last?.request.method ?? '',
      via: last?.request.via ?? 'other',
      context: last?.request.context ?? { kind: 'unknown', id: '' },
      requests,
      questions,
      label: labelOf(questions),
      why: choice === 'not-a-loop' ? 'You said that it is no poll loop.' : (longest?.judge().why[0] ?? ''),
      failing: failingWords(latest, requests),
      status: latest.findLast(({ exchange }) => exchange.response)?.exchange.response?.status ?? null,
      firstAt,
      lastAt: last?.request.at ?? firstAt,
      choice,
    };
  }

  /** Those of all sequences of the group, in the order in which they were first asked. */
  #questionsOf({ sequences }: Group): readonly (readonly [text: string, Question])[] {
    const all = new Map<string, Question>();
    for (const sequence of sequences) {
      for (const [text, question] of this.#askedBy(sequence)) {
        const before = all.get(text);
        all.set(text, before ? both(before, question) : question);
      }
    }
    return [...all].sort(([, a], [, b]) => a.first.request.at - b.first.request.at);
  }

  #askedBy(sequence: Sequence): ReadonlyMap<string, Question> {
    const known = this.#questions.get(sequence) ?? { counted: 0, asked: new Map<string, Question>() };
    this.#questions.set(sequence, known);
    for (const exchange of sequence.exchanges.slice(known.counted)) {
      const text = textOf(exchange);
      const question = known.asked.get(text);
      if (question) Object.assign(question, { requests: question.requests + 1, last: exchange });
      else known.asked.set(text, { requests: 1, first: exchange, last: exchange });
    }
    known.counted = sequence.exchanges.length;
    return known.asked;
  }
}

interface Placed {
  readonly exchange: Exchange;
  /** The one after it in its sequence. */
  readonly next: Exchange | undefined;
}

/** The latest of all sequences, in the order of their requests. */
function latestOf(sequences: readonly Sequence[], most: number): readonly Placed[] {
  return sequences
    .flatMap(({ exchanges }) => {
      const from = Math.max(0, exchanges.length - most);
      return exchanges.slice(from).map((exchange, i) => ({ exchange, next: exchanges[from + i + 1] }));
    })
    .sort((a, b) => a.exchange.request.at - b.exchange.request.at)
    .slice(-most);
}

function latestCycles({ sequences }: Group, requests: number): readonly Cycle[] {
  const latest = latestOf(sequences, MAX_LATEST);
  return latest.map(({ exchange, next }, i) => cycleOf(exchange, requests - latest.length + i, next));
}

function failingWords(latest: readonly Placed[], requests: number): string | null {
  const run = new FailingRun();
  for (const { exchange } of latest) if (exchange.isOver) run.add(exchange);
  return run.words(requests);
}

function labelOf(questions: number): RequestsLabel {
  return questions > 1 ? 'questions' : 'again';
}

/** One question that two sequences asked. */
function both(a: Question, b: Question): Question {
  return {
    requests: a.requests + b.requests,
    first: a.first.request.at <= b.first.request.at ? a.first : b.first,
    last: a.last.request.at > b.last.request.at ? a.last : b.last,
  };
}

/** Those that were asked last; a row keeps its place, however often it is asked again. */
function latestQuestions(all: readonly (readonly [string, Question])[]): readonly RequestQuestion[] {
  const byLast = all.toSorted(([, a], [, b]) => a.last.request.at - b.last.request.at);
  const latest = new Set(byLast.slice(-MAX_QUESTIONS));
  return all.filter((question) => latest.has(question)).map(questionOf);
}

function questionOf([text, { requests, last }]: readonly [string, Question]): RequestQuestion {
  return { text, requests, lastAt: last.request.at, status: last.response?.status ?? null };
}

/** What it asks for, but for what is the same in all requests of its endpoint. */
function textOf(exchange: Exchange): string {
  const params = exchange.pollRequest()?.params ?? new Map<string, string>();
  const parts = [...params].map(([name, value]) => {
    return `${name.replace(/^(query parameter|body field|header) /, '')}=${value}`;
  });
  return parts.join(', ').slice(0, MAX_TEXT);
}

/** The last part of the path, and the operation. */
function nameOf(endpoint: string): string {
  const { url, operation } = partsOf(endpoint);
  return nameOfUrl(url) + operation;
}

/** What tells it from others of its name. */
function namedOf({ id, name, endpoint, method }: RequestGroup) {
  return { id, name, url: partsOf(endpoint).url, method };
}

function partsOf(endpoint: string): { readonly url: string; readonly operation: string } {
  const [, url = '', operation = ''] = /^\w+ (\S+)(.*)$/.exec(endpoint) ?? [];
  return { url, operation };
}

function earliest(sequences: readonly Sequence[]): Exchange | undefined {
  const firsts = sequences.flatMap(({ exchanges }) => exchanges.slice(0, 1));
  return firsts.sort((a, b) => a.request.at - b.request.at)[0];
}

function sum(groups: readonly RequestGroup[]): number {
  return groups.reduce((total, { requests }) => total + requests, 0);
}
