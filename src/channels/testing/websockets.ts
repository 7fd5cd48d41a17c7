/** Tapes of WebSockets that one program opens again and again. */
import { type EndRecord, type RequestRecord, Tape, type TapeRecord } from '../../tape/index.ts';
import { request, response } from '../../tape/testing.ts';
import { frame } from './websocket.ts';

/** One WebSocket of a made-up page. Times are milliseconds on the tape. */
export interface Opened {
  readonly at: number;
  readonly url?: string;
  /** What its handshake offers. */
  readonly protocols?: string;
  /** Of the response; null where none came. */
  readonly status?: number | null;
  /** Texts, each with the milliseconds after the request; `↑` before what the page sent. */
  readonly says?: readonly (readonly [after: number, text: string])[];
  /** From the request to the end; null where none is reported. */
  readonly lasts?: number | null;
  readonly end?: Partial<EndRecord>;
  readonly change?: Partial<RequestRecord>;
}

const PLACE = { url: 'http://site.test/app.js', line: 10, column: 5, functionName: 'connect' };

/** The records of one WebSocket. */
export function recordsOf(on: string, made: Opened): TapeRecord[] {
  const { at, url = 'ws://site.test/socket', protocols, status = 101, says = [], lasts = 100 } = made;
  const offered = protocols === undefined ? [] : ([['Sec-WebSocket-Protocol', protocols]] as const);
  const records: TapeRecord[] = [
    request(on, { at, url, via: 'websocket', headers: [], initiator: PLACE, ...made.change }),
    { kind: 'sent', at, on, headers: [['Host', 'site.test'], ...offered] },
  ];
  if (status !== null)
    records.push(response(on, { at: at + 3, status, statusText: '', headers: [], mimeType: '' }));
  for (const [after, text] of says)
    records.push(
      text.startsWith('↑')
        ? frame('sent', at + after, text.slice(1), 1, on)
        : frame('received', at + after, text, 1, on),
    );
  if (lasts !== null) records.push({ kind: 'end', at: at + lasts, on, how: 'complete', ...made.end });
  return records;
}

/** A tape of WebSockets, `a`, `b` …, and other records, side by side as they would have come. */
export function webSocketTape(all: readonly Opened[], others: readonly TapeRecord[] = []): Tape {
  const records = all.flatMap((made, index) => recordsOf(String.fromCharCode(97 + index), made));
  const tape = new Tape();
  tape.append({ kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) });
  for (const record of [...records, ...others].sort((one, other) => one.at - other.at)) tape.append(record);
  return tape;
}
