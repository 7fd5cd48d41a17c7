/** Bases and sessions that are certain, for each document or worker and each client. The oldest is forgotten first. */
import type { ClientCall, KnownBefore } from './client.ts';

/** Of all documents together. */
const MAX_BASES = 1000;
/** Of one base. */
const MAX_SESSIONS = 100;

/** Whether a base was certain to be the client's before the log was cleared. */
export type IsRemembered = (context: string, client: string, base: string) => boolean;

/** What one client asked in one document or worker. */
class Before implements KnownBefore {
  readonly #sessions: ReadonlyMap<string, ReadonlyMap<string, true>>;
  readonly #isRemembered: IsRemembered;
  readonly #context: string;
  readonly #client: string;

  constructor(
    sessions: ReadonlyMap<string, ReadonlyMap<string, true>>,
    isRemembered: IsRemembered,
    context: string,
    client: string,
  ) {
    this.#sessions = sessions;
    this.#isRemembered = isRemembered;
    this.#context = context;
    this.#client = client;
  }

  hasBase(base: string): boolean {
    return this.#sessionsOn(base) !== undefined || this.#isRemembered(this.#context, this.#client, base);
  }

  hasSession(base: string, session: string): boolean {
    return this.#sessionsOn(base)?.has(session) === true;
  }

  #sessionsOn(base: string): ReadonlyMap<string, true> | undefined {
    return this.#sessions.get(key(this.#context, this.#client, base));
  }
}

export class Memory {
  readonly #sessions = new Map<string, Map<string, true>>();
  readonly #isRemembered: IsRemembered;

  constructor(isRemembered: IsRemembered) {
    this.#isRemembered = isRemembered;
  }

  /** What was certain until now. */
  before(context: string, client: string): KnownBefore {
    return new Before(this.#sessions, this.#isRemembered, context, client);
  }

  /** Keeps the base and the session of a certain call. True where the base was not known. */
  add(context: string, { client, base, session }: ClientCall): boolean {
    const name = key(context, client, base);
    const known = this.#sessions.get(name);
    const sessions = known ?? new Map<string, true>();
    if (!known) setBounded(this.#sessions, name, sessions, MAX_BASES);
    if (session !== null) setBounded(sessions, session, true, MAX_SESSIONS);
    return known === undefined;
  }
}

/** Sets a value, and forgets the oldest where there are more than the limit. */
export function setBounded<V>(map: Map<string, V>, name: string, value: V, limit: number): void {
  map.set(name, value);
  const [oldest] = map.keys();
  if (map.size > limit && oldest !== undefined) map.delete(oldest);
}

/** No part of it has a space. */
const key = (context: string, client: string, base: string): string => `${context} ${client} ${base}`;
