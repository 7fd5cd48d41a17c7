/** Keeps what is derived from the tapes up to date, a slice at a time, and notifies the panel. */
import type { Channels } from '../channels/index.ts';
import { plural } from '../format/numbers.ts';
import { nameOfUrl } from '../format/url-name.ts';
import { Lull } from './lull.ts';
import type { SessionNotices } from './notices.ts';
import type { Tapes } from './shown.ts';
import type { ShownFindings } from './views/findings.ts';
import type { OpenViews } from './views/open-views.ts';

interface Parts extends Tapes {
  readonly shown: () => Channels;
  readonly views: OpenViews;
  readonly found: ShownFindings;
  readonly notices: SessionNotices;
  /** Asks for a call of `work` soon. It must be quick. */
  readonly ask: () => void;
  /** Tells the panel that something changed. */
  readonly notify: () => void;
}

/** Reads what is new on every tape, then works on what is looked at, and last on findings. */
export class Derivation {
  readonly #parts: Parts;
  readonly #lull: Lull;
  /** Whether the panel knows of everything but findings. */
  #isNotified = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#lull = new Lull(parts.ask);
  }

  /** To be called after any change. It is quick enough for every record of a flood. */
  changed(): void {
    this.#isNotified = false;
    this.#parts.ask();
  }

  /** Works until `until` says stop. Never throws. @returns whether there is more. */
  work(until: () => boolean): boolean {
    // A throw must not come again with each slice, nor pass without a word.
    try {
      return this.#read(until) || this.#find(until);
    } catch (error) {
      this.#parts.notices.readingFailed(error);
      this.#parts.notify();
      return false;
    }
  }

  stop(): void {
    this.#lull.stop();
  }

  /** Reads the tapes, and works on the views that are open. @returns whether there is more of that. */
  #read(until: () => boolean): boolean {
    const { live, imported, playing, views, found, notices, shown, notify } = this.#parts;
    let more = live.work(until);
    for (const { channels } of imported.all) if (channels.update(until)) more = true;
    if (playing.channels?.update(until)) more = true;
    if (views.work(until)) more = true;
    const fault = describeFaults(shown());
    if (fault !== null) notices.set('reading-failed', fault);
    found.now(live.channels);
    if (!more) return false;
    this.#isNotified = false;
    notify();
    return true;
  }

  /**
   * Last, and not while a flood lasts: rows come before their findings. Until all are found there is nothing new to
   * draw: a notification for each slice would put off the drawing of the last rows.
   */
  #find(until: () => boolean): boolean {
    const { playing, found, shown, notify } = this.#parts;
    const { read } = shown();
    const isLull = this.#lull.isNow(read);
    const isFinding = isLull && found.update(shown(), until);
    const isWhole = isLull && !isFinding;
    if (isWhole) this.#lull.done(read);
    if (isWhole || !this.#isNotified) notify();
    this.#isNotified = !isWhole;
    return isFinding || playing.work(until);
  }
}

/** What of these channels could not be read any further; null where all could. */
function describeFaults({ faults, tape }: Channels): string | null {
  const [first, ...more] = faults;
  if (!first) return null;
  const request = tape.connection(first.connection)?.facts.find(({ kind }) => kind === 'request');
  const name = request?.kind === 'request' ? `“${nameOfUrl(request.url)}”` : 'A record of no connection';
  return `${name}: ${first.why}${more.length > 0 ? `; and ${plural(more.length, 'connection')} more` : ''}`;
}
