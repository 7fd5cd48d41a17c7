import type { ByteCount } from '../../../tape/index.ts';
import type { Cost } from '../../model/cost.ts';
import type { Load } from './load.ts';

/** What of a cost is a sum over requests. */
export type Summed = Pick<
  Cost,
  | 'requests'
  | 'tcpOpened'
  | 'tcpReused'
  | 'unknownReuse'
  | 'protocols'
  | 'requestHeaders'
  | 'responseHeaders'
  | 'frameHeaders'
  | 'unknownHeaders'
  | 'openedBefore'
  | 'body'
>;

/** Sums over requests that can be taken back, so that a look need not walk over a hundred thousand of them. */
export class LoadSums {
  #requests = 0;
  #tcpOpened = 0;
  #tcpReused = 0;
  #unknownReuse = 0;
  #frameHeaders = 0;
  #unknownHeaders = 0;
  #openedBefore = 0;
  readonly #requestHeaders = new ByteSum();
  readonly #responseHeaders = new ByteSum();
  readonly #body = new ByteSum();
  readonly #protocols = new Map<string, number>();

  /** @param sign -1 takes back what was added before. */
  add(load: Load, sign: 1 | -1 = 1): void {
    this.#requests += sign * load.requests;
    if (load.tcpReused === undefined) this.#unknownReuse += sign;
    else if (load.tcpReused === null) {
      // It went over none.
    } else if (load.tcpReused) this.#tcpReused += sign;
    else this.#tcpOpened += sign;
    this.#requestHeaders.add(load.requestHeaders, sign);
    this.#responseHeaders.add(load.responseHeaders, sign);
    this.#body.add(load.body, sign);
    this.#frameHeaders += sign * load.frameHeaders;
    this.#unknownHeaders += sign * load.unknownHeaders;
    if (load.openedBefore) this.#openedBefore += sign;
    const { protocol } = load;
    if (protocol) this.#protocols.set(protocol, (this.#protocols.get(protocol) ?? 0) + sign);
  }

  /** @param others loads to be counted as well, this once. */
  read(others: readonly Load[] = []): Summed {
    for (const load of others) this.add(load);
    const summed: Summed = {
      requests: this.#requests,
      tcpOpened: this.#tcpOpened,
      tcpReused: this.#tcpReused,
      unknownReuse: this.#unknownReuse,
      protocols: [...this.#protocols]
        .filter(([, times]) => times > 0)
        .sort(([, a], [, b]) => b - a)
        .map(([name]) => name),
      requestHeaders: this.#requestHeaders.read(),
      responseHeaders: this.#responseHeaders.read(),
      frameHeaders: this.#frameHeaders,
      unknownHeaders: this.#unknownHeaders,
      openedBefore: this.#openedBefore,
      body: this.#body.read(),
    };
    for (const load of others) this.add(load, -1);
    return summed;
  }
}

/** Bytes, and how many of the summands were estimated. */
class ByteSum {
  #bytes = 0;
  #estimated = 0;

  add(count: ByteCount | undefined, sign: 1 | -1): void {
    if (!count) return;
    this.#bytes += sign * count.bytes;
    if (count.estimated) this.#estimated += sign;
  }

  read(): ByteCount {
    return { bytes: this.#bytes, estimated: this.#estimated > 0 };
  }
}
