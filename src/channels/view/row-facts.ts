import { type ChannelRows, PENDING, type RowText } from '../model/channel.ts';
import type { EventRow } from '../model/events.ts';
import type { FilterRow } from './filter/filter.ts';

/** What a filter asks of a row, made when it asks. */
export class RowFacts implements FilterRow {
  readonly #rows: ChannelRows;
  readonly #key: number;
  #text: RowText | null | undefined;

  constructor(rows: ChannelRows, key: number) {
    this.#rows = rows;
    this.#key = key;
  }

  get text(): RowText | null {
    // Terms of one filter ask again for the same.
    if (this.#text === undefined) this.#text = this.#rows.text(this.#key);
    return this.#text;
  }
  get kind(): EventRow['kind'] {
    return this.#rows.describe(this.#key).kind;
  }
  get size(): number {
    return this.#key === PENDING ? this.#rows.describe(PENDING).size : this.#rows.size(this.#key);
  }
  get delta(): number | null {
    return this.#rows.describe(this.#key).delta;
  }
}
