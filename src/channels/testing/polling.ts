import {
  type AnsweredBy,
  type EndRecord,
  type RequestRecord,
  type ResponseRecord,
  Tape,
} from '../../tape/index.ts';
import { chunk, request, response } from '../../tape/testing.ts';
import { type Channels, PollLoop } from '../index.ts';
import { derive } from './derive.ts';

/** One exchange of a made-up page; times are milliseconds. */
export interface Ask {
  readonly at: number;
  readonly url?: string;
  readonly method?: string;
  readonly body?: string;
  readonly via?: RequestRecord['via'];
  readonly headers?: RequestRecord['headers'];
  /** Line of the script that asks: another line is another client. */
  readonly line?: number;
  /** What called that line, innermost first. */
  readonly callers?: RequestRecord['callers'];
  /** From request to answer; no answer yet where it is absent. */
  readonly held?: number;
  readonly answer?: string | Uint8Array;
  readonly status?: number;
  readonly reused?: boolean;
  /** What gives a recording in the server's place. */
  readonly answeredBy?: AnsweredBy;
  /** When it leaves, milliseconds after the request. */
  readonly leaves?: number;
  /** Redirects on the way, milliseconds after the request. */
  readonly redirects?: readonly number[];
  readonly end?: Partial<EndRecord>;
  /** Answered, but not over. */
  readonly isOpen?: boolean;
  readonly change?: Partial<ResponseRecord>;
}

const CONTEXT = { kind: 'page', id: 'main' } as const;

/** A tape of these exchanges; they are named `x1`, `x2` … in order. */
export function askTape(asks: readonly Ask[]): Tape {
  const tape = new Tape();
  tape.append({ kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) });
  const records = asks.flatMap((ask, index) => recordsOf(ask, `x${index + 1}`));
  // Side by side, as they would have come.
  records.sort((a, b) => a.at - b.at);
  for (const record of records) tape.append(record);
  return tape;
}

/** The records of one exchange, in their order. */
export function recordsOf(ask: Ask, on: string) {
  const { at, url = 'http://site.test/poll', held, answer = '', status = 200, line = 10 } = ask;
  const asked = request(on, {
    at,
    url,
    method: ask.method ?? 'GET',
    headers: ask.headers ?? [],
    via: ask.via ?? 'fetch',
    context: CONTEXT,
    initiator: { url: 'http://site.test/app.js', line, column: 5, functionName: 'poll' },
    ...(ask.callers && { callers: ask.callers }),
    exchange: true,
    ...(ask.body !== undefined && { body: ask.body }),
  });
  const by = ask.answeredBy ? [{ kind: 'answered', at: at + 1, on, by: ask.answeredBy } as const] : [];
  const sent = {
    kind: 'sent',
    at: at + (ask.leaves ?? 0),
    on,
    headers: [],
    headerBytes: { bytes: 300, estimated: true },
  } as const;
  const hops = (ask.redirects ?? []).flatMap((after) => [
    {
      kind: 'redirect',
      at: at + after,
      on,
      status: 302,
      url: 'http://site.test/elsewhere',
      method: ask.method ?? 'GET',
      headers: [],
      headerBytes: { bytes: 80, estimated: false },
    } as const,
    { ...sent, at: at + after },
  ]);
  if (held === undefined) return [asked, sent, ...by, ...hops];
  const headers = [['content-type', 'application/json']] as const;
  const answered = response(on, {
    at: at + held,
    status,
    headers,
    mimeType: 'application/json',
    reused: ask.reused ?? true,
    headerBytes: { bytes: 100, estimated: false },
    ...ask.change,
  });
  const body = answer.length === 0 ? [] : [chunk(on, at + held, answer)];
  if (ask.isOpen) return [asked, sent, ...by, ...hops, answered, ...body];
  const end = { kind: 'end', at: at + held, on, how: 'complete', ...ask.end } as const;
  const isAnswered = status > 0;
  return [asked, sent, ...by, ...hops, ...(isAnswered ? [answered, ...body] : []), end];
}

/** Asks one after the other: each after its gap, each with its hold. */
export function inTurn(
  count: number,
  each: (index: number) => Omit<Ask, 'at'> & { gap?: number },
  from = 0,
): Ask[] {
  let at = from;
  return Array.from({ length: count }, (_, index) => {
    const { gap = 5, ...ask } = each(index);
    if (index > 0) at += gap;
    const made = { ...ask, at };
    at += ask.held ?? 0;
    return made;
  });
}

export function loopsOf(channels: Channels): PollLoop[] {
  return channels
    .rows()
    .map(({ id }) => channels.channel(id))
    .filter((channel) => channel instanceof PollLoop);
}

/** The poll loops in a tape of these exchanges. */
export function loopsIn(asks: readonly Ask[]): PollLoop[] {
  return loopsOf(derive(askTape(asks)));
}
