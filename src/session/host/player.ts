import type { LaneFacts } from '../../channels/model/timeline.ts';
import type { Speed } from '../../replay/player/player.ts';
import type { StepUnit } from '../../replay/player/stops.ts';

/** The player. While there is one, everything else of the host is as of its moment. */
export interface PlayerHost {
  /** Null while what is shown is not played. */
  control(): PlayerControl | null;
  /** Plays what is shown, as far as it was captured, from where a channel was opened. Capture continues. */
  open(channel: string | null): void;
  close(): void;
}

/** Plays a tape again. Times are tape time, milliseconds. */
export interface PlayerControl {
  /** The channel it was opened for. */
  readonly channel: string | null;
  readonly start: number;
  readonly end: number;
  /** The moment that is shown. */
  readonly at: number;
  readonly isPlaying: boolean;
  readonly isAtEnd: boolean;
  readonly speed: Speed;
  /** Whether silences of more than a second are played as one of a second. */
  readonly shortens: boolean;
  /** Lanes of a channel as they are when all was played. */
  lanes(channel: string): readonly LaneFacts[];
  play(): void;
  pause(): void;
  seek(time: number): void;
  /** Goes to the end of the next or the last chunk, line or event of a channel. */
  step(channel: string, unit: StepUnit, direction: 'forward' | 'back'): void;
  setSpeed(speed: Speed): void;
  setShortens(on: boolean): void;
  /** Lets milliseconds of the user's time pass. The drawing code calls it, so that nothing plays unseen. */
  tick(elapsed: number): void;
}
