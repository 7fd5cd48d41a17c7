import type { TimeForm } from '../model/delay.ts';

/** A time that a message carries. */
export interface MessageTime {
  readonly path: string;
  readonly form: TimeForm;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Further from its arrival than this it is no time of sending. Milliseconds. */
const MAX_DISTANCE = 24 * 60 * 60 * 1000;

const UNITS: readonly (readonly [TimeForm, number])[] = [
  ['ms', 1],
  ['s', 1000],
  ['µs', 1e-3],
  ['ns', 1e-6],
];

/** Names under which servers write when they sent something, the surer first; compared without case, `_` and `-`. */
const NAMES = [
  'sent',
  'sentat',
  'senttime',
  'sendtime',
  'serversent',
  'servertime',
  'servertimestamp',
  'emitted',
  'emittedat',
  'published',
  'publishedat',
  'publishtime',
  'timestamp',
  'timestampms',
  'timestampus',
  'ts',
  'time',
  'timems',
  'datetime',
  'at',
  'date',
  'now',
  'eventtime',
  'created',
  'createdat',
  'creationtime',
  'updated',
  'updatedat',
  't',
  // Binance: the event's time.
  'e',
] as const;

const RANKS: ReadonlyMap<string, number> = new Map(NAMES.map((name, rank) => [name, rank]));

/** Members of members are looked at, and no deeper: "payload.sent", "[1].sent". */
const MAX_DEPTH = 3;
/** Of an array its first elements: Socket.IO writes a name before the object. */
const MAX_ELEMENTS = 3;
const MAX_MEMBERS = 40;

/**
 * Times in a message that can be the server's, by name and by lying near its arrival: the data as a whole, or a member
 * of its JSON. Whether one of them runs on from message to message is asked of several messages.
 * @param arrived milliseconds since 1970.
 */
export function timesIn(data: string, arrived: number): MessageTime[] {
  const text = data.trim();
  const whole = timeOf(text, arrived);
  if (whole) return [{ path: '', ...whole }];
  const json = parse(text);
  if (json === undefined) return [];
  const times: MessageTime[] = [];
  if (typeof json === 'object') collect(json, '', 1, arrived, times);
  else {
    const time = timeOf(json, arrived);
    if (time) times.push({ path: '', ...time });
  }
  return times;
}

/** How sure a path is by its last name, 0 the surest; the whole data is surest of all. */
export function rankOf(path: string): number {
  if (path === '') return -1;
  const steps = path.split('.');
  return (RANKS.get(plain(steps.at(-1) ?? '')) ?? NAMES.length) + (steps.length - 1) / 10;
}

function collect(
  value: object | null,
  path: string,
  depth: number,
  arrived: number,
  times: MessageTime[],
): void {
  if (value === null) return;
  const isList = Array.isArray(value);
  const entries = Object.entries(value).slice(0, isList ? MAX_ELEMENTS : MAX_MEMBERS);
  for (const [name, child] of entries) {
    const here = isList ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
    if (typeof child === 'object') {
      if (depth < MAX_DEPTH) collect(child, here, depth + 1, arrived, times);
    } else if (!isList && RANKS.has(plain(name))) {
      const time = timeOf(child, arrived);
      if (time) times.push({ path: here, ...time });
    }
  }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}

/** Socket.IO and Engine.IO write their packet's type, a digit or more, before the JSON. */
function parse(text: string): unknown {
  const json = /^\d{1,6}(?=[[{])/.test(text) ? text.replace(/^\d+/, '') : text;
  if (!/^[[{"]/.test(json)) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function timeOf(value: unknown, arrived: number): Omit<MessageTime, 'path'> | null {
  if (typeof value === 'number') return sinceEpoch(value, arrived);
  if (typeof value !== 'string' || value.length > 40) return null;
  if (/^\d{9,19}(\.\d{1,9})?$/.test(value)) return sinceEpoch(Number(value), arrived);
  const at = isoTime(value);
  return at !== null && isNear(at, arrived) ? { form: 'iso', at } : null;
}

/** Units lie a thousand times apart, so one of them at most is near. */
function sinceEpoch(value: number, arrived: number): Omit<MessageTime, 'path'> | null {
  for (const [form, factor] of UNITS) {
    const at = value * factor;
    if (isNear(at, arrived)) return { form, at };
  }
  return null;
}

/** RFC 3339, 5.6, and a comma or no colon where ISO 8601 allows it. Without a zone it says no certain time. */
const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)$/i;

function isoTime(text: string): number | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [, date, time, fraction = '', zone = ''] = match;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const at = Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(at) ? null : at + (fraction === '' ? 0 : Number(`0.${fraction}`) * 1000);
}

function isNear(at: number, arrived: number): boolean {
  return Math.abs(at - arrived) <= MAX_DISTANCE;
}
