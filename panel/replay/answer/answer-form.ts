/** The form of answering: its fields, and the rule or the problem that they give. */
import { count } from '../../../src/format/numbers.ts';
import type { AddressMatch, AnswerRule, FaultChoice, Servable } from '../../types.ts';

export interface AnswerForm {
  readonly url: string;
  readonly match: AddressMatch;
  readonly method: string;
  readonly turns: 'once' | 'times' | 'until-stopped';
  /** As typed; counts with turns `times`. */
  readonly times: string;
  readonly keep: boolean;
  /** One of {@link SPEEDS}. */
  readonly speed: string;
  readonly resume: boolean;
  /** As typed. */
  readonly fail: string;
  /** Values as typed of the faults that are switched on, by name. */
  readonly faults: Readonly<Record<string, string>>;
  readonly how: 'server' | 'browser';
}

/** What can be chosen, and its factor. */
export const SPEEDS: readonly (readonly [id: string, text: string, factor: number])[] = [
  ['1', 'As recorded', 1],
  ['0.5', 'Half as fast', 0.5],
  ['2', '2 times as fast', 2],
  ['10', '10 times as fast', 10],
  ['max', 'Without pauses', Number.POSITIVE_INFINITY],
];

export function initialForm({ url, method, transport }: Servable): AnswerForm {
  return {
    ...addressOf(url ?? '', transport),
    method,
    turns: 'until-stopped',
    times: '3',
    keep: false,
    speed: '1',
    resume: true,
    fail: '0',
    faults: {},
    // It needs no shell.
    how: 'browser',
  };
}

/** A loop's query is its cursor, and changes with every request; of a stream the whole address counts. */
function addressOf(url: string, transport: Servable['transport']): Pick<AnswerForm, 'url' | 'match'> {
  const [path = ''] = url.split('?');
  return transport === 'poll' ? { url: path, match: 'begins-with' } : { url, match: 'exact' };
}

/** What a fault cannot do as the form stands, in a sentence; null where it can act. */
export function whyNot({ how }: AnswerForm, { notByBrowser }: FaultChoice): string | null {
  return how === 'browser' ? (notByBrowser ?? null) : null;
}

export type Filled =
  | { readonly ok: true; readonly rule: AnswerRule }
  /** What is wrong, in a sentence. */
  | { readonly ok: false; readonly problem: string };

export function ruleOf(form: AnswerForm, choices: readonly FaultChoice[]): Filled {
  const url = form.url.trim();
  const method = form.method.trim().toUpperCase();
  if (url === '') return { ok: false, problem: 'Say which address.' };
  if (!/^[A-Z-]+$/.test(method)) return { ok: false, problem: 'The method is a word such as GET or POST.' };
  const times = wholeNumber(form.times, 1, 1_000_000);
  if (form.turns === 'times' && times === null)
    return { ok: false, problem: 'How many requests? A whole number from 1 to 1,000,000.' };
  const fail = wholeNumber(form.fail, 0, 1000);
  if (fail === null)
    return { ok: false, problem: 'Fail the first … requests: a whole number from 0 to 1,000.' };
  const faults: Record<string, number> = {};
  for (const choice of choices) {
    const { name, label, min, max } = choice;
    const text = form.faults[name];
    if (text === undefined || whyNot(form, choice) !== null) continue;
    const value = wholeNumber(text, min, max);
    if (value === null)
      return {
        ok: false,
        problem: `${label}: a whole number from ${min} to ${count(max)}.`,
      };
    faults[name] = value;
  }
  const turns = { once: 1, times, 'until-stopped': null }[form.turns];
  const speed = SPEEDS.find(([id]) => id === form.speed)?.[2] ?? 1;
  return {
    ok: true,
    rule: {
      url,
      match: form.match,
      method,
      times: turns,
      keep: form.keep,
      options: { speed, resume: form.resume, fail, faults },
    },
  };
}

function wholeNumber(text: string, min: number, max: number): number | null {
  if (!/^\s*\d+\s*$/.test(text)) return null;
  const value = Number(text);
  return value >= min && value <= max ? value : null;
}
