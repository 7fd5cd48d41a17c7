import { EventStream, type WebSocketMember } from '../../channels/index.ts';
import type { Known } from './cause.ts';
import type { Knowledge } from './knowledge.ts';
import { streamKnowledge } from './stream.ts';
import { socketKnowledge } from './websocket.ts';

/** One that rules look at alone. */
type Connection = EventStream | WebSocketMember;

/** Connections of which the same is known. */
export interface Alike {
  readonly knowledge: Knowledge;
  readonly count: number;
}

interface Entry {
  readonly knowledge: Knowledge;
  /** Equal for connections of which the same is known. */
  readonly key: string;
  readonly version: number;
}

/** What is known of connections, found again only where something came: a source may have had thousands. */
export class KnownConnections {
  readonly #entries = new WeakMap<Connection, Entry>();

  of(connection: Connection): Knowledge {
    return this.#entry(connection).knowledge;
  }

  /** Connections by what is known of them. */
  alike(connections: readonly Connection[]): readonly Alike[] {
    const byKey = new Map<string, { readonly knowledge: Knowledge; count: number }>();
    for (const connection of connections) {
      const { key, knowledge } = this.#entry(connection);
      const group = byKey.get(key);
      if (group) group.count++;
      else byKey.set(key, { knowledge, count: 1 });
    }
    return [...byKey.values()];
  }

  #entry(connection: Connection): Entry {
    const { version } = connection;
    const kept = this.#entries.get(connection);
    if (kept?.version === version) return kept;
    const knowledge: Knowledge =
      connection instanceof EventStream ? streamKnowledge(connection) : socketKnowledge(connection);
    const entry = { knowledge, key: Object.values(knowledge).map(keyOf).join(), version };
    this.#entries.set(connection, entry);
    return entry;
  }
}

function keyOf(known: Known): string {
  if (known === null || known === 'unconcerned') return known ?? '';
  return known.isPart ? `part ${known.cause}` : known.cause;
}
