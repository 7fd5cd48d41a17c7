import type { ListenersRecord } from '../tape/index.ts';
import type { ConnectionFacts } from './connection/facts.ts';
import type { Environment, Holder } from './model/environment.ts';
import type { Exchange } from './polling/exchange.ts';

/** A request that may last: an event stream, or a response that is read in pieces. */
interface Lasting {
  readonly id: string;
  readonly facts: ConnectionFacts;
}

/** What a tape says around each of its connections, and when that changed. */
export class TapeEnvironment {
  /** Each grows when what {@link now} says of it may have changed. */
  readonly versions = { listeners: 0, holders: 0 };
  readonly #lasting: () => Iterable<Lasting>;
  readonly #exchanges: () => Iterable<Exchange>;
  readonly #listeners = new Map<string, ListenersRecord>();

  /** @param lasting requests whose responses last. @param exchanges those that are not over. */
  constructor(lasting: () => Iterable<Lasting>, exchanges: () => Iterable<Exchange>) {
    this.#lasting = lasting;
    this.#exchanges = exchanges;
  }

  addListeners(record: ListenersRecord): void {
    this.#listeners.set(record.url, record);
    this.versions.listeners++;
  }

  /** A connection has one more fact: it may hold a TCP connection now, or no longer. */
  factAdded(): void {
    this.versions.holders++;
  }

  /** The latest look at the listeners on `url`; null where there was none. */
  listeners(url: string): ListenersRecord | null {
    return this.#listeners.get(url) ?? null;
  }

  /** As it stands now. Requests are looked through on demand, once. */
  now(): Environment {
    let open: ReadonlyMap<string, readonly Holder[]> | null = null;
    return {
      listeners: (url) => this.listeners(url),
      holders: (host) => {
        open ??= holdersByHost(this.#lasting(), this.#exchanges());
        return open.get(host) ?? NONE;
      },
    };
  }
}

const NONE: readonly Holder[] = [];

function holdersByHost(
  lasting: Iterable<Lasting>,
  exchanges: Iterable<Exchange>,
): ReadonlyMap<string, readonly Holder[]> {
  const open: { readonly id: string; readonly url: string; readonly protocol: string | undefined }[] = [];
  /** By host, the protocol of its latest response, of a connection that is over too. */
  const protocols = new Map<string, string>();
  for (const { id, facts } of lasting) {
    const { request, sent, response, end, suspendedAt, answeredBy } = facts;
    const { url } = request ?? {};
    // Where a recording answers, the browser has asked that host for nothing.
    if (url === undefined || answeredBy !== null) continue;
    const { protocol } = response ?? {};
    if (protocol) protocols.set(hostOf(url), protocol);
    if (!end && suspendedAt === null && (sent || response)) open.push({ id, url, protocol });
  }
  for (const { tape, request, isSent, response, answeredBy } of exchanges) {
    const { url } = request;
    if (url === undefined || !isSent || answeredBy !== null) continue;
    if (response?.protocol) protocols.set(hostOf(url), response.protocol);
    open.push({ id: tape.id, url, protocol: response?.protocol });
  }
  const holders = new Map<string, Holder[]>();
  for (const { id, url, protocol } of open) {
    const host = hostOf(url);
    const holder = { id, url, protocol: versionOf(protocol ?? protocols.get(host), url) };
    const others = holders.get(host);
    if (others) others.push(holder);
    else holders.set(host, [holder]);
  }
  return holders;
}

/** No browser speaks HTTP/2 without encryption. HTTP/3 counts as HTTP/2: its streams share a connection too. */
function versionOf(protocol: string | undefined, url: string): Holder['protocol'] {
  if (protocol === undefined) return url.startsWith('http:') ? 'http/1' : 'unknown';
  return protocol.startsWith('http/1') ? 'http/1' : 'http/2';
}

function hostOf(url: string | undefined): string {
  return url && URL.canParse(url) ? new URL(url).host : '';
}
