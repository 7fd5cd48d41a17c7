/** How a recording is to be served: the panel chooses, an address carries it, the server reads it. */
import { FAULTS } from './faults/index.ts';
import { AT_ONCE } from './pace.ts';

export interface ServeOptions {
  /** 2 is twice as fast; {@link AT_ONCE} leaves every pause out. */
  readonly speed: number;
  /** Whether a request that sends a Last-Event-ID is answered with what follows it. */
  readonly resume: boolean;
  /** How many requests are answered 500 first. */
  readonly fail: number;
  /** Values of faults, by name (`faults/index.ts`). */
  readonly faults: Readonly<Record<string, number>>;
}

export const AS_RECORDED: ServeOptions = { speed: 1, resume: false, fail: 0, faults: {} };

/** More is refused: it would look like a server that hangs, or overflow a timer. */
const MIN_SPEED = 0.01;
const MAX_SPEED = 1000;
const MAX_FAILURES = 1000;

/** As query parameters; what is as recorded is left out. */
export function optionsToQuery({ speed, resume, fail, faults }: ServeOptions): URLSearchParams {
  const query = new URLSearchParams();
  if (speed !== 1) query.set('speed', speed === AT_ONCE ? 'max' : String(speed));
  if (resume) query.set('resume', '1');
  if (fail > 0) query.set('fail', String(fail));
  for (const { name } of FAULTS) {
    const value = faults[name];
    if (value !== undefined) query.set(name, String(value));
  }
  return query;
}

export type ReadOptions =
  | { readonly ok: true; readonly options: ServeOptions }
  /** What is wrong, in a sentence. */
  | { readonly ok: false; readonly problem: string };

/** Reads what {@link optionsToQuery} made, or a person typed. Parameters of others (`others`) are left to them. */
export function optionsFromQuery(query: URLSearchParams, others: ReadonlySet<string>): ReadOptions {
  let { speed, resume, fail } = AS_RECORDED;
  const faults: Record<string, number> = {};
  for (const [name, text] of query) {
    if (others.has(name)) continue;
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (name === 'speed') {
      speed = text === 'max' ? AT_ONCE : value;
      if (text !== 'max' && !isWithin(value, MIN_SPEED, MAX_SPEED))
        return wrong(name, text, `a number from ${MIN_SPEED} to ${MAX_SPEED}, or max`);
    } else if (name === 'resume') {
      if (text !== '0' && text !== '1') return wrong(name, text, '0 or 1');
      resume = text === '1';
    } else if (name === 'fail') {
      if (!isWhole(value, 0, MAX_FAILURES)) return wrong(name, text, `a whole number up to ${MAX_FAILURES}`);
      fail = value;
    } else {
      const fault = FAULTS.find((one) => one.name === name);
      if (!fault) return { ok: false, problem: `There is no option "${name}". ${known(others)}` };
      if (!isWhole(value, fault.min, fault.max))
        return wrong(name, text, `a whole number from ${fault.min} to ${fault.max}`);
      faults[name] = value;
    }
  }
  return { ok: true, options: { speed, resume, fail, faults } };
}

function isWithin(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && isWithin(value, min, max);
}

function wrong(name: string, text: string, wanted: string): ReadOptions {
  return { ok: false, problem: `${name} is ${JSON.stringify(text)}; it must be ${wanted}.` };
}

function known(others: ReadonlySet<string>): string {
  const names = ['speed', 'resume', 'fail', ...FAULTS.map(({ name }) => name), ...others];
  return `There are: ${names.join(', ')}.`;
}
