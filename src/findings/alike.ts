import { type EventStream, placeOf } from '../channels/index.ts';
import type { RequestRecord } from '../tape/index.ts';

/** A stream among those like it. */
export interface Alike {
  /** In the order in which they appeared, itself included. */
  readonly streams: readonly EventStream[];
  /** Its own place, from 0. */
  readonly index: number;
}

/** Event streams that one client requested alike: the same document or worker, means, address, body and place in the program. */
export class AlikeStreams {
  readonly #streams: () => Iterable<EventStream>;
  readonly #byKey = new Map<string, EventStream[]>();
  readonly #places = new Map<EventStream, Alike>();
  #version = -1;

  /** @param streams all of the tape, in the order in which they appeared. */
  constructor(streams: () => Iterable<EventStream>) {
    this.#streams = streams;
  }

  /** @param version of the channels: only where it is another one, new streams are looked for. */
  of(stream: EventStream, version: number): Alike {
    if (this.#version !== version) this.#update();
    this.#version = version;
    return this.#places.get(stream) ?? { streams: [stream], index: 0 };
  }

  #update(): void {
    for (const stream of this.#streams()) {
      const key = this.#places.has(stream) ? null : keyOf(stream.facts.request);
      if (key === null) continue;
      const streams = this.#byKey.get(key) ?? [];
      this.#byKey.set(key, streams);
      this.#places.set(stream, { streams, index: streams.length });
      streams.push(stream);
    }
  }
}

/** Null where it is not known what was requested, or by whom. */
function keyOf(request: RequestRecord | null): string | null {
  if (!request?.url || request.context.kind === 'unknown') return null;
  const { context, via, method, url, body = '' } = request;
  return JSON.stringify([context.kind, context.id, via, method, url, body, placeOf(request)]);
}
