import type { EndRecord } from '../../../tape/index.ts';
import type { JoinJudgement } from '../../chain/link.ts';
import { samePlace } from '../../connection/place.ts';
import type { AddressCursor } from './cursor.ts';
import {
  AFTER_COMPLETE,
  AFTER_FAILURE,
  asText,
  type Earlier,
  LATE,
  type Later,
  no,
  sentLast,
  short,
  yes,
} from './judged.ts';

/** A reconnect by a program that reads the stream itself, through fetch or XHR. */
export function judgeProgram(
  earlier: Earlier,
  end: EndRecord,
  later: Later,
  cursor: AddressCursor | null,
): JoinJudgement {
  const { request, how } = earlier;
  const next = later.request;
  if ((next.body ?? '') !== (request.body ?? '')) return no('It asks for something else: its body differs.');
  if (!samePlace(request, next)) return no('Another place in the program asked.');
  const { lastEventId: committed } = earlier;
  const sent = cursor?.value ?? later.lastEventId;
  const isEqual = committed !== '' && sent === committed;
  if (isEqual && (!cursor || cursor.isSure)) return sentLast(committed, cursor);
  if (how === 'cancelled' && !end.serviceWorker)
    return no('The page had ended the earlier connection itself.');
  const isOver = how === 'complete' || how === 'undecided';
  const delay = next.at - end.at;
  const max = Math.max(earlier.retry ?? 0, isOver ? AFTER_COMPLETE : AFTER_FAILURE) + LATE;
  if (delay > max) return no('It came too long after the end.');
  const why = 'The same place in the program asked again for the same, soon after the end';
  if (isEqual) return yes('likely', `${why}, with the last event ID “${short(committed)}”${asText(cursor)}.`);
  if (committed !== '' && earlier.idIsKnown) {
    return yes('uncertain', `${why}; but not with the last event ID.`);
  }
  if (cursor) return yes('uncertain', `${why}; it sent “${short(cursor.value)}”${asText(cursor)}.`);
  if (how === 'undecided')
    return yes('uncertain', `${why}; whether the page had stopped the earlier one is not known.`);
  // A prompt that is sent twice looks just like it.
  if (how === 'complete' && request.method !== 'GET') return yes('uncertain', `${why}.`);
  return yes('likely', `${why}.`);
}
