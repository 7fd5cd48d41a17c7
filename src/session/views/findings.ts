import type { Channels } from '../../channels/index.ts';
import type { Coverage } from '../../findings/coverage.ts';
import type { Finding } from '../../findings/finding.ts';
import { Findings } from '../../findings/findings.ts';
import type { Muted } from '../host/findings.ts';
import type { Settings } from '../host/settings.ts';

interface Parts {
  readonly settings: () => Settings;
  /** Saves a change of the settings. */
  readonly save: (change: Pick<Settings, 'mutedRules'>) => void;
}

/** What is found on the tapes that are shown, each with its own observers; and those that the user muted. */
export class ShownFindings {
  readonly #parts: Parts;
  /** By what they look at: a tape that was cleared takes its findings along. */
  readonly #findings = new WeakMap<Channels, Findings>();
  /** "channel rule". */
  readonly #mutedHere = new Set<string>();
  #lastAt = Number.NEGATIVE_INFINITY;
  #passed = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Looks at what is new until `until` says stop. @returns whether there is more. */
  update(channels: Channels, until: () => boolean): boolean {
    return this.#of(channels).update(until);
  }

  of(channels: Channels, channel: string, now: number): readonly Finding[] {
    return this.#of(channels).of(channel, now);
  }

  coverage(channels: Channels, channel: string): Coverage {
    return this.#of(channels).coverage(channel);
  }

  /**
   * Tape time now, by the clock that stands still while the machine sleeps, as the network's does: wall time would make
   * a night of it, which no server was silent for. To be called soon after each append, so that it knows when that was.
   */
  now({ tape }: Channels): number {
    if (tape.lastAt !== this.#lastAt) {
      this.#lastAt = tape.lastAt;
      this.#passed = performance.now();
    }
    return tape.lastAt + (performance.now() - this.#passed);
  }

  muted(channel: string, rule: string): Muted | null {
    if (this.#parts.settings().mutedRules.includes(rule)) return 'always';
    return this.#mutedHere.has(`${channel} ${rule}`) ? 'channel' : null;
  }

  mute(channel: string, rule: string, how: Muted | null): void {
    const key = `${channel} ${rule}`;
    if (how === 'channel') this.#mutedHere.add(key);
    else this.#mutedHere.delete(key);
    const { mutedRules } = this.#parts.settings();
    const others = mutedRules.filter((id) => id !== rule);
    if (how === 'always') this.#parts.save({ mutedRules: [...others, rule] });
    else if (others.length < mutedRules.length && how === null) this.#parts.save({ mutedRules: others });
  }

  #of(channels: Channels): Findings {
    let findings = this.#findings.get(channels);
    if (!findings) {
      findings = new Findings(channels, () => this.#parts.settings().quietLimit);
      this.#findings.set(channels, findings);
    }
    return findings;
  }
}
