import type { Pace, SendingStatus, Timed } from '../../replay/send/model.ts';

/** Messages sent to the page's own listeners. */
export interface SendingHost {
  /**
   * What of a channel can be sent, in the order of the keys, at most {@link Chosen.max} messages.
   * @param keys of rows; null for all of the channel.
   */
  choose(stream: string, keys: readonly number[] | null): Chosen;
  /** Looks for the page's objects; what it finds is in the status. @returns what is wrong, in a sentence. */
  look(): string | null;
  /** Null before the first look, or where it was left and nothing is being sent. */
  status(): SendingStatus | null;
  /** Begins to send. @param target its id in the status. @returns what is wrong, in a sentence; null where it continues. */
  send(target: string, messages: readonly Timed[], pace: Pace): string | null;
  cancel(): void;
  /** Lets go of the page's objects, after what is being sent. */
  leave(): void;
  /** Forgets a series that is over. */
  dismiss(): void;
}

/** What of a channel can be sent. */
export interface Chosen {
  readonly messages: readonly Timed[];
  /** Rows that are no messages, or were not kept whole. */
  readonly skipped: number;
  /** Rows that were not looked at, since there were {@link max} messages already. */
  readonly beyond: number;
  readonly max: number;
}
