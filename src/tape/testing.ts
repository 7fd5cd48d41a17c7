import type {
  AnsweredBy,
  AnsweredRecord,
  InjectedRecord,
  RequestRecord,
  ResponseRecord,
  TapeRecord,
} from './records.ts';
import { Tape } from './tape.ts';

const encoder = new TextEncoder();

/** UTF-8 bytes of a text, or bytes as they are. */
export function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? encoder.encode(content) : content;
}

/** A request as tests need it, at 0 ms. */
export function request(on: string, change: Partial<RequestRecord> = {}): RequestRecord {
  return {
    kind: 'request',
    at: 0,
    on,
    url: `http://example.test/${on}`,
    method: 'GET',
    headers: [['accept', 'text/event-stream']],
    via: 'eventsource',
    context: { kind: 'page', id: 'main' },
    ...change,
  };
}

/** A response that opens a stream, at 5 ms. */
export function response(on: string, change: Partial<ResponseRecord> = {}): ResponseRecord {
  return {
    kind: 'response',
    at: 5,
    on,
    status: 200,
    statusText: 'OK',
    headers: [['content-type', 'text/event-stream']],
    mimeType: 'text/event-stream',
    protocol: 'http/1.1',
    ...change,
  };
}

/** A chunk of bytes. */
export function chunk(on: string, at: number, content: string | Uint8Array): TapeRecord {
  const bytes = toBytes(content);
  return { kind: 'chunk', at, on, bytes, length: bytes.length };
}

/** A recording answers a request. */
export function answered(on: string, at: number, by: AnsweredBy = 'browser'): AnsweredRecord {
  return { kind: 'answered', at, on, by };
}

/** What the user sent to an EventSource of the page, on no known connection. */
export function injected({ at = 50, on, ...change }: Partial<InjectedRecord> = {}): InjectedRecord {
  return {
    kind: 'injected',
    at,
    ...(on !== undefined && { on }),
    to: 'eventsource',
    url: 'http://example.test/sse',
    type: 'price',
    data: '42',
    id: '7',
    origin: 'http://example.test',
    ...change,
  };
}

/** A tape of one open stream whose chunks come 10 ms apart, the first at 10 ms. */
export function streamTape(
  contents: readonly (string | Uint8Array)[],
  on = 'sse',
  change: Partial<RequestRecord> = {},
): Tape {
  const tape = new Tape();
  tape.append({ kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) });
  tape.append(request(on, change));
  tape.append(response(on));
  contents.forEach((content, index) => {
    tape.append(chunk(on, (index + 1) * 10, content));
  });
  return tape;
}
