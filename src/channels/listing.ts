import type { NavigateRecord } from '../tape/index.ts';
import { Chain } from './chain/chain.ts';
import type { ChannelList } from './chain/chains.ts';
import type { Channel } from './model/channel.ts';
import type { Environment } from './model/environment.ts';
import type { ChannelListRow } from './model/stream.ts';

/** Channels by their ids and in order of appearance, with the dividers that navigations leave between them. */
export class Listing implements ChannelList {
  readonly #byId = new Map<string, Channel>();
  readonly #entries: (Channel | NavigateRecord)[] = [];
  #rows: readonly ChannelListRow[] = [];
  #rowsVersion = -1;

  channel(id: string): Channel | undefined {
    return this.#byId.get(id);
  }

  all(): IterableIterator<Channel> {
    return this.#byId.values();
  }

  /** Puts a channel at the end. */
  push(channel: Channel): void {
    this.#byId.set(channel.id, channel);
    this.#entries.push(channel);
  }

  /** Puts a chain where it belongs in order of opening; at the end where that is not known yet. */
  add(chain: Chain): void {
    const openedAt = chain.links[0]?.stream.facts.request?.at;
    if (openedAt === undefined) {
      this.push(chain);
      return;
    }
    this.#byId.set(chain.id, chain);
    const before = this.#entries.findLastIndex((entry) => openedOf(entry) <= openedAt);
    this.#entries.splice(before + 1, 0, chain);
  }

  remove(channel: Channel): void {
    this.#byId.delete(channel.id);
    const index = this.#entries.lastIndexOf(channel);
    if (index >= 0) this.#entries.splice(index, 1);
  }

  replace(chain: Chain, by: Chain): void {
    this.#entries[this.#entries.lastIndexOf(chain)] = by;
    this.#byId.set(by.id, by);
  }

  /** A navigation divides what came before it from what follows; where nothing came there is nothing to divide. */
  divide(navigation: NavigateRecord): void {
    if (this.#entries.length > 0) this.#entries.push(navigation);
  }

  /**
   * Rows of the Streams grid; the same array until `version` is another.
   * @param failed called with a channel whose row cannot be made: the row it had is shown.
   */
  rows(
    version: number,
    environment: () => Environment,
    failed: (channel: Channel, error: unknown) => void,
  ): readonly ChannelListRow[] {
    if (this.#rowsVersion === version) return this.#rows;
    this.#rowsVersion = version;
    const now = environment();
    const before = this.#rows;
    this.#rows = this.#entries.flatMap((entry) => {
      if ('kind' in entry) return [dividerOf(entry)];
      try {
        return [entry.summary(now)];
      } catch (error) {
        failed(entry, error);
        return before.filter(({ id }) => id === entry.id);
      }
    });
    return this.#rows;
  }
}

/** Tape time, milliseconds; 0 for what is listed as it is found, not as it was opened. */
function openedOf(entry: Channel | NavigateRecord): number {
  if ('kind' in entry) return entry.at;
  return entry instanceof Chain ? (entry.links[0]?.stream.facts.request?.at ?? 0) : 0;
}

function dividerOf(record: NavigateRecord): ChannelListRow {
  const words = {
    navigation: 'Navigated to',
    reload: 'Reloaded',
    restored: 'Back to (from the back/forward cache)',
  };
  return {
    kind: 'divider',
    id: `navigate@${record.at}`,
    at: record.at,
    text: `${words[record.how]} ${record.url}`,
  };
}
