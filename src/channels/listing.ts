import type { NavigateRecord } from '../tape/index.ts';
import { Chain } from './chain/chain.ts';
import type { ChannelList } from './chain/chains.ts';
import { withoutBlame } from './connection/summary.ts';
import type { Channel } from './model/channel.ts';
import type { Environment } from './model/environment.ts';
import type { ChannelListRow, ChannelSummary } from './model/stream.ts';
import { Names } from './names.ts';

type Divider = Extract<ChannelListRow, { kind: 'divider' }>;

/** What is on the tape around the channels, and when that changed. */
export interface VersionedEnvironment {
  readonly environment: Environment;
  /** Each grows when what the environment says of it may have changed. */
  readonly versions: Readonly<Record<keyof Environment, number>>;
}

/** A row, and what it was made of: it is made again only when that is another. */
interface MadeRow {
  /** As its channel made it, and with the name that it has among the others. */
  readonly row: ChannelSummary;
  named: ChannelSummary;
  readonly version: number;
  /** What its channel asked the environment for, and the version of that. */
  readonly asked: Partial<Record<keyof Environment, number>>;
}

/** Channels by their ids and in order of appearance, with the dividers that navigations leave between them. */
export class Listing implements ChannelList {
  readonly #byId = new Map<string, Channel>();
  readonly #entries: (Channel | Divider)[] = [];
  readonly #made = new WeakMap<Channel, MadeRow>();
  readonly #names = new Names((id) => this.#byId.has(id));
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
    const openedAt = chain.links[0]?.member.facts.request?.at;
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
    if (this.#entries.length > 0) this.#entries.push(dividerOf(navigation));
  }

  /**
   * Rows of the Streams grid; the same array until `version` is another. A channel on which nothing came keeps the row it
   * had, which is the same object: a thousand channels that rest cost nothing at each draw.
   * @param failed called with a channel whose row cannot be made: the row it had is shown.
   */
  rows(
    version: number,
    versioned: () => VersionedEnvironment,
    failed: (channel: Channel, error: unknown) => void,
  ): readonly ChannelListRow[] {
    if (this.#rowsVersion === version) return this.#rows;
    this.#rowsVersion = version;
    const now = versioned();
    for (const entry of this.#entries) {
      if ('kind' in entry) continue;
      try {
        this.#names.add(this.#rowOf(entry, now));
      } catch (error) {
        failed(entry, error);
      }
    }
    // A row that is new may have made the names of others longer.
    this.#rows = this.#entries.flatMap((entry): ChannelListRow[] => {
      if ('kind' in entry) return [entry];
      const made = this.#made.get(entry);
      return made ? [this.#named(made)] : [];
    });
    return this.#rows;
  }

  #named(made: MadeRow): ChannelSummary {
    const name = this.#names.of(made.row);
    if (made.named.name !== name) made.named = { ...made.row, name };
    return made.named;
  }

  #rowOf(channel: Channel, { environment, versions }: VersionedEnvironment): ChannelSummary {
    const before = this.#made.get(channel);
    if (before?.version === channel.version && isCurrent(before.asked, versions)) return before.row;
    const asked: Partial<Record<keyof Environment, number>> = {};
    const row = withoutBlame(
      channel.summary({
        listeners(url) {
          asked.listeners = versions.listeners;
          return environment.listeners(url);
        },
        holders(host) {
          asked.holders = versions.holders;
          return environment.holders(host);
        },
      }),
    );
    this.#made.set(channel, { row, named: row, version: channel.version, asked });
    return row;
  }
}

/** Whether the environment still says what it said. */
function isCurrent(asked: MadeRow['asked'], versions: VersionedEnvironment['versions']): boolean {
  return (Object.keys(asked) as (keyof Environment)[]).every((of) => asked[of] === versions[of]);
}

/** Tape time, milliseconds; 0 for what is listed as it is found, not as it was opened. */
function openedOf(entry: Channel | Divider): number {
  if ('kind' in entry) return entry.at;
  return entry instanceof Chain ? (entry.links[0]?.member.facts.request?.at ?? 0) : 0;
}

function dividerOf(record: NavigateRecord): Divider {
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
