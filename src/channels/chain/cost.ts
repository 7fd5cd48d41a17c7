import { type Load, loadOf } from '../connection/load.ts';
import { LoadSums, type Summed } from '../connection/sums.ts';
import type { EventStream } from '../event-stream/event-stream.ts';
import { RowKind } from '../event-stream/row-table.ts';

/**
 * Sums over the connections of a chain. There can be thousands: only what changed since the last look is counted
 * again.
 */
export class ChainCost {
  readonly #sums = new LoadSums();
  readonly #counted = new Map<EventStream, { readonly load: Load; readonly messages: number }>();
  readonly #changed = new Set<EventStream>();
  #messages = 0;

  /** A connection was added, or something came on it. */
  changed(stream: EventStream): void {
    this.#changed.add(stream);
  }

  dropped(stream: EventStream): void {
    this.#changed.delete(stream);
    this.#subtract(stream);
  }

  read(): Summed & { readonly received: number } {
    for (const stream of this.#changed) {
      this.#subtract(stream);
      const { counts } = stream.rows;
      const messages = counts[RowKind.Event] + counts[RowKind.Message];
      const load = loadOf({ ...stream.facts, sent: stream.facts.sentRecords }, stream.tape);
      this.#sums.add(load);
      this.#messages += messages;
      this.#counted.set(stream, { load, messages });
    }
    this.#changed.clear();
    return { ...this.#sums.read(), received: this.#messages };
  }

  #subtract(stream: EventStream): void {
    const counted = this.#counted.get(stream);
    if (!counted) return;
    this.#counted.delete(stream);
    this.#sums.add(counted.load, -1);
    this.#messages -= counted.messages;
  }
}
