import { derive } from '../../channels/testing/derive.ts';
import { type EndRecord, type ResponseRecord, Tape, type TapeRecord } from '../../tape/index.ts';
import { chunk, request, response } from '../../tape/testing.ts';
import type { Finding } from '../finding.ts';
import { Findings } from '../findings.ts';
import type { Rule } from '../rule.ts';

const never = (): boolean => false;

export interface Case {
  /** Chunks by their time in milliseconds; a list without times comes 10 ms apart. */
  readonly chunks?: readonly (string | Uint8Array)[] | readonly (readonly [number, string | Uint8Array])[];
  readonly request?: Parameters<typeof request>[1];
  /** The request was not seen to leave the browser. */
  readonly isUnsent?: true;
  readonly response?: Parameters<typeof response>[1] | null;
  /** Records besides, put in by their time. */
  readonly facts?: readonly TapeRecord[];
  /** Tape time of the look; by default that of the last record. */
  readonly now?: number;
  readonly quietLimit?: number;
  readonly rules?: readonly Rule[];
}

/** The tape of one stream, `sse`. */
export function tapeOf(of: Case): Tape {
  const tape = new Tape();
  const chunks = (of.chunks ?? []).map((one, index) => {
    const [at, content] = Array.isArray(one) ? one : [(index + 1) * 10, one];
    return chunk('sse', Number(at), content as string | Uint8Array);
  });
  const answer = of.response === null ? [] : [response('sse', { headers: HEADERS, ...of.response })];
  const records: TapeRecord[] = [
    { kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) },
    request('sse', of.request),
    ...(of.isUnsent ? [] : [{ kind: 'sent', at: 1, on: 'sse', headers: [] } as const]),
    ...answer,
    ...chunks,
  ];
  records.push(...(of.facts ?? []));
  for (const record of records.sort((a, b) => a.at - b.at)) tape.append(record);
  return tape;
}

/** One connection of a source that reconnects. Times are milliseconds. */
export interface Turn {
  readonly text?: string;
  /** From the end before to this request; 3 s, the browser's default, where it is absent. */
  readonly delay?: number;
  /** Milliseconds that the machine slept before the request, which the tape's clock does not count. */
  readonly slept?: number;
  /** The Last-Event-ID it sent. */
  readonly sent?: string;
  /** From the request to the end; null while it is open. */
  readonly lasts?: number | null;
  /** Headers of the response besides. */
  readonly headers?: ResponseRecord['headers'];
  /** Null where no response came. */
  readonly status?: number | null;
  readonly end?: Partial<EndRecord>;
  readonly change?: Parameters<typeof request>[1];
}

/** The tape of a source whose connections, `c1`, `c2` …, follow one another. */
export function reconnecting(turns: readonly Turn[]): Tape {
  const tape = new Tape();
  let wall = Date.UTC(2026, 0, 1);
  tape.append({ kind: 'clock', at: 0, wall });
  let at = 0;
  turns.forEach((turn, index) => {
    const on = `c${index + 1}`;
    if (index > 0) at += turn.delay ?? 3000;
    if (turn.slept) {
      wall += turn.slept;
      tape.append({ kind: 'clock', at, wall: wall + at });
    }
    tape.append(request(on, { at, url: 'http://example.test/feed', ...turn.change }));
    const id = turn.sent === undefined ? {} : { lastEventId: turn.sent };
    tape.append({ kind: 'sent', at: at + 1, on, headers: [], ...id });
    const { status = 200, lasts = 100 } = turn;
    if (status !== null)
      tape.append(response(on, { at: at + 5, status, headers: [...HEADERS, ...(turn.headers ?? [])] }));
    if (turn.text) tape.append(chunk(on, at + 10, turn.text));
    if (lasts === null) return;
    at += lasts;
    tape.append({ kind: 'end', at, on, how: 'complete', ...turn.end });
  });
  return tape;
}

/** Headers of a response that no rule objects to. */
export const HEADERS = [
  ['content-type', 'text/event-stream'],
  ['cache-control', 'no-store'],
] as const;

/** What is found on a channel of a tape; on `sse` where none is given. */
export function look(
  tape: Tape,
  {
    now,
    quietLimit,
    rules,
    channel,
  }: Pick<Case, 'now' | 'quietLimit' | 'rules'> & { readonly channel?: string } = {},
): readonly Finding[] {
  const findings = new Findings(derive(tape), () => quietLimit ?? 15_000, rules);
  while (findings.update(never));
  return findings.of(channel ?? 'sse', now ?? tape.lastAt);
}

/** What is found in a case. */
export function findingsOf(of: Case): readonly Finding[] {
  return look(tapeOf(of), of);
}

/** Ids of the rules that spoke, as "severity id". */
export function statementsOf(of: Case): string[] {
  return findingsOf(of).map(({ severity, rule }) => `${severity} ${rule}`);
}
