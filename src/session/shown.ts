/** What is shown: asked anew each time, since Clear, Import and the player change it. */
import type { Channels } from '../channels/index.ts';
import type { ImportedTapes } from './imported.ts';
import type { LiveTape } from './live.ts';
import type { Playing } from './playing.ts';

/** The tapes there are, and the player over one of them. */
export interface Tapes {
  readonly live: LiveTape;
  readonly imported: ImportedTapes;
  readonly playing: Playing;
}

export interface Shown {
  /** Channels of what is shown: as of the moment that is played, else of the whole tape. */
  readonly shown: () => Channels;
  /** Channels of the tape, not of the moment of it that is played. */
  readonly played: () => Channels;
  /** Channels that a decision is about. Decisions are facts of the tape: what is played is left for the whole. */
  readonly decided: () => Channels;
  /** Tape time at which what is shown stands still, milliseconds; null while it is the live tape. */
  readonly stoppedAt: () => number | null;
  /** Tape time of what is shown, now, milliseconds. */
  readonly now: () => number;
}

/** Says of these tapes which is shown. */
export function shownOf({ live, imported, playing }: Tapes): Shown {
  const whole = (): Channels => imported.shown?.channels ?? live.channels;
  const stoppedAt = (): number | null => playing.at ?? imported.shown?.channels.tape.lastAt ?? null;
  return {
    shown: () => playing.channels ?? whole(),
    played: () => playing.source ?? whole(),
    decided() {
      playing.close();
      return whole();
    },
    stoppedAt,
    now: () => stoppedAt() ?? live.tape.timeAt(Date.now()),
  };
}
