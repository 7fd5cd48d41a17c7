/** What a user sends to the page's own objects, and the outcome. Plain data. */
import type { Context } from '../../tape/index.ts';

/** One message as a listener is to get it. */
export interface Message {
  readonly type: string;
  /** Of a binary message its bytes in base64. */
  readonly data: string;
  readonly binary: boolean;
  /** As `lastEventId`. */
  readonly id: string;
}

/** A message and when it came (tape time, milliseconds). */
export interface Timed extends Message {
  readonly at: number;
}

/** A live object of the page that messages can be sent to. */
export interface Target {
  /** Names it until the next look. */
  readonly id: string;
  readonly to: 'eventsource' | 'websocket';
  readonly url: string;
  readonly state: 'connecting' | 'open';
  /** The page, frame or worker that has it, and the address of its document or script. */
  readonly place: { readonly kind: Context['kind']; readonly url: string };
  /** Types that have listeners; null where that cannot be known (workers). */
  readonly types: readonly string[] | null;
}

/** At once, or with the recorded pauses, this many times as fast. */
export type Pace = 'at-once' | number;

/** Outcome of one message. */
export type SendOutcome =
  /** `heard`: listeners the object had for the type; null where that cannot be known. */
  | { readonly kind: 'sent'; readonly heard: number | null }
  /** The object takes no messages in the state it is in. */
  | { readonly kind: 'not-open' }
  /** The object is no more. */
  | { readonly kind: 'gone' }
  /** The page's exception, or the protocol's sentence. */
  | { readonly kind: 'failed'; readonly why: string };

/** Why a series is over. */
export type SendingEnd = 'complete' | 'cancelled' | 'navigated' | 'detached' | 'not-open' | 'gone' | 'failed';

/** A series that is being sent, or was. */
export interface SendingRun {
  readonly target: Target;
  readonly total: number;
  readonly sent: number;
  /** Types that were sent and that the object had no listener for. */
  readonly withoutListener: readonly string[];
  /** Whether the listeners of some are not known. */
  readonly isUnknown: boolean;
  /** Null while it continues. */
  readonly end: { readonly how: SendingEnd; readonly why: string | null } | null;
}

export interface SendingStatus {
  /** Objects that were found at the last look; null where there was none, or the page went elsewhere since. */
  readonly targets: readonly Target[] | null;
  readonly isLooking: boolean;
  /** Workers and frames that did not answer the last look. */
  readonly silent: number;
  /** Why a look failed, in a sentence. */
  readonly problem: string | null;
  readonly run: SendingRun | null;
  /** The dialog is closed; what is being sent is sent to its end. */
  readonly isLeft: boolean;
}
