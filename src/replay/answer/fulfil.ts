/** An answer by the browser itself: `Fetch.fulfillRequest`, which takes one whole body. */
import type { Protocol } from 'devtools-protocol';
import { toBase64 } from '../../tape/index.ts';
import { bodyOf, isEventStream, type Recording } from '../serving/index.ts';

/** What the browser is given, and when. */
export type Fulfilment =
  | {
      readonly kind: 'answer';
      /** Milliseconds after the request. */
      readonly at: number;
      readonly answer: Omit<Protocol.Fetch.FulfillRequestRequest, 'requestId'>;
      /** What cannot be as it was recorded. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'fail'; readonly at: number; readonly reason: Protocol.Network.ErrorReason }
  /** The server never answered. */
  | { readonly kind: 'never' };

export function fulfilmentOf(recording: Recording): Fulfilment {
  const { head, close, writes } = recording;
  if (!head) {
    if (close.how === 'hold') return { kind: 'never' };
    const reason = close.how === 'reset' ? 'ConnectionReset' : 'ConnectionClosed';
    return { kind: 'fail', at: close.at, reason };
  }
  const notes = [...recording.notes];
  if (isEventStream(recording) && writes.length > 0)
    notes.push(
      'The whole stream was given at once: without the replay server its timing and chunks are lost.',
    );
  if (close.how === 'hold')
    notes.push('It was still open when it was recorded; here it ends after its last byte.');
  else if (close.how !== 'end') notes.push('It broke off when it was recorded; here it ends properly.');
  return {
    kind: 'answer',
    at: head.at,
    notes,
    answer: {
      responseCode: head.status,
      ...(head.statusText && { responsePhrase: head.statusText }),
      responseHeaders: head.headers.map(([name, value]) => ({ name, value })),
      body: toBase64(bodyOf(recording)),
    },
  };
}
