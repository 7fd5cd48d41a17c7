/** Network events as Chromium sends them, with what the tests do not look at filled in. */

import { extractMimeType } from '../../format/mime-type.ts';
import type { FakeTransport } from '../../protocol/testing/fake-transport.ts';
import { toBase64 } from '../../tape/index.ts';

const WALL = 1_700_000_000;
const base64 = (text: string) => toBase64(new TextEncoder().encode(text));

/** Plays the life of one request; times are milliseconds of the tape. */
export class Play {
  readonly #transport: FakeTransport;
  readonly id: string;
  readonly session: string;
  readonly url: string;

  constructor(transport: FakeTransport, id: string, options: { session?: string; url?: string } = {}) {
    this.#transport = transport;
    this.id = id;
    this.session = options.session ?? '';
    this.url = options.url ?? `https://site.test/${id}`;
  }

  #emit(method: string, ms: number, params: object): void {
    this.#transport.emit(
      `Network.${method}`,
      { requestId: this.id, timestamp: ms / 1000, ...params },
      this.session,
    );
  }

  request(
    ms: number,
    more: { type?: string; headers?: object; method?: string; loaderId?: string; initiator?: object } = {},
  ): this {
    const {
      type = 'EventSource',
      headers = {},
      method = 'GET',
      loaderId = 'page-1',
      initiator = { type: 'other' },
    } = more;
    this.#emit('requestWillBeSent', ms, {
      wallTime: WALL + ms / 1000,
      type,
      loaderId,
      frameId: 'main',
      initiator,
      request: { url: this.url, method, headers },
    });
    return this;
  }
  redirect(ms: number, to: string, status = 302): this {
    this.#emit('requestWillBeSent', ms, {
      wallTime: WALL + ms / 1000,
      type: 'Other',
      loaderId: 'page-1',
      frameId: 'main',
      initiator: { type: 'other' },
      request: { url: to, method: 'GET', headers: {} },
      redirectResponse: { status, statusText: 'Found', headers: { Location: to }, encodedDataLength: 100 },
    });
    return this;
  }
  sent(headers: object = { Accept: 'text/event-stream' }, session = this.session): this {
    this.#transport.emit('Network.requestWillBeSentExtraInfo', { requestId: this.id, headers }, session);
    return this;
  }
  response(
    ms: number,
    more: {
      status?: number;
      type?: string;
      resource?: string;
      extra?: boolean;
      worker?: boolean;
      length?: number;
    } = {},
  ): this {
    const { status = 200, type = 'text/event-stream', resource = 'EventSource', extra = false } = more;
    this.#emit('responseReceived', ms, {
      type: resource,
      loaderId: 'page-1',
      frameId: 'main',
      hasExtraInfo: extra,
      response: {
        url: this.url,
        status,
        statusText: 'OK',
        headers: {
          'Content-Type': type,
          ...(more.length === undefined ? {} : { 'Content-Length': String(more.length) }),
        },
        ...extractMimeType([['Content-Type', type]]),
        encodedDataLength: 50,
        connectionId: 7,
        connectionReused: false,
        fromServiceWorker: more.worker ?? false,
      },
    });
    return this;
  }
  received(status = 200, headersText?: string, session = this.session): this {
    this.#transport.emit(
      'Network.responseReceivedExtraInfo',
      { requestId: this.id, statusCode: status, headers: { 'x-raw': '1' }, headersText },
      session,
    );
    return this;
  }
  /** A read with its bytes, or, given a number, of that length without them. */
  data(ms: number, content: string | number, encoded = 0): this {
    const data =
      typeof content === 'number'
        ? { dataLength: content }
        : { dataLength: new TextEncoder().encode(content).length, data: base64(content) };
    this.#emit('dataReceived', ms, { ...data, encodedDataLength: encoded });
    return this;
  }
  message(ms: number, data: string, eventName = 'message', eventId = ''): this {
    this.#emit('eventSourceMessageReceived', ms, { data, eventName, eventId });
    return this;
  }
  finished(ms: number, encoded = 0): this {
    this.#emit('loadingFinished', ms, { encodedDataLength: encoded });
    return this;
  }
  failed(ms: number, more: object = { errorText: 'net::ERR_CONNECTION_RESET' }): this {
    this.#emit('loadingFailed', ms, { type: 'EventSource', ...more });
    return this;
  }
  /** Answers the call for the bytes. */
  async streams(buffered = ''): Promise<this> {
    const calls = this.#transport.calls.filter(
      ({ method, params }) => method === 'Network.streamResourceContent' && params.requestId === this.id,
    );
    await calls.at(-1)?.answer({ bufferedData: base64(buffered) });
    return this;
  }
  async streamsNot(message: string): Promise<this> {
    const calls = this.#transport.calls.filter(
      ({ method, params }) => method === 'Network.streamResourceContent' && params.requestId === this.id,
    );
    await calls.at(-1)?.refuse(message);
    return this;
  }
}
