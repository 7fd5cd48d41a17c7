import type { TapeRecord } from '../records.ts';
import { KnownSecrets } from './known.ts';
import { Markers } from './markers.ts';
import { swapRecord } from './record.ts';
import type { Place, Swap } from './swap.ts';
import { decoded } from './url.ts';

/** What is replaced in one place, for a preview: markers only, no value. */
export interface Replaced extends Place {
  /** How often something is replaced there. */
  readonly times: number;
  /** How many different secrets. */
  readonly secrets: number;
  /** The first few of their markers. */
  readonly markers: readonly string[];
}

const MAX_MARKERS_LISTED = 3;

interface Tally {
  readonly place: Place;
  times: number;
  readonly secrets: Set<string>;
  readonly markers: string[];
}

/**
 * Takes the secrets out of the records of one file. First every record is to be {@link scan}ned, then each can be
 * {@link replace}d: only when all are known can one be found that is a secret elsewhere and looks like any text here. Neither
 * changes a record; both walks must see the same records in the same order.
 *
 * The same secret becomes the same marker wherever it is in the file, and no two become the same.
 */
export class Redaction {
  readonly #markers = new Markers();
  readonly #known = new KnownSecrets();
  readonly #hosts = new Map<string, string>();
  readonly #replaced = new Map<string, Tally>();

  readonly #finding: Swap = {
    secret: (written, place) => {
      const secret = decoded(written);
      this.#markers.add(secret);
      // A cookie holds settings as well, and a key may be any name: a word of them is not looked for elsewhere.
      const mayBeWord = place.kind === 'cookie' || place.name.toLowerCase() === 'key';
      if (!mayBeWord || !/^[a-z]{1,15}$/i.test(secret)) {
        this.#known.add(secret);
        this.#known.add(written);
      }
      return written;
    },
    rest: (text) => text,
  };

  readonly #replacing: Swap = {
    secret: (written, place) => this.#mark(written, place),
    rest: (text, place) => this.#known.replace(text, (written) => this.#mark(written, place)),
  };

  /** Finds the secrets of a record. */
  scan(record: TapeRecord): void {
    swapRecord(record, this.#finding, this.#hostOf(record));
  }

  /** A copy of the record with markers in the place of secrets. */
  replace(record: TapeRecord): TapeRecord {
    return swapRecord(record, this.#replacing, this.#hostOf(record));
  }

  /** What was replaced so far, where most was first. */
  replaced(): Replaced[] {
    return [...this.#replaced.values()]
      .map(({ place, times, secrets, markers }) => ({ ...place, times, secrets: secrets.size, markers }))
      .sort((a, b) => b.times - a.times);
  }

  #mark(written: string, place: Place): string {
    const secret = decoded(written);
    const marker = this.#markers.of(secret, written.length);
    const key = `${place.kind} ${place.name} ${place.host}`;
    let tally = this.#replaced.get(key);
    if (!tally) {
      tally = { place, times: 0, secrets: new Set(), markers: [] };
      this.#replaced.set(key, tally);
    }
    tally.times++;
    if (!tally.secrets.has(secret) && tally.markers.length < MAX_MARKERS_LISTED) tally.markers.push(marker);
    tally.secrets.add(secret);
    return marker;
  }

  #hostOf(record: TapeRecord): string {
    if (!('on' in record) || record.on === undefined) return '';
    if (record.kind === 'request' && record.url !== undefined && URL.canParse(record.url)) {
      this.#hosts.set(record.on, new URL(record.url).host);
    }
    return this.#hosts.get(record.on) ?? '';
  }
}
