import type { EndRecord } from '../../../tape/index.ts';
import type { JoinJudgement } from '../../chain/link.ts';
import { CHROMIUM_RETRY } from '../state/verdict.ts';
import type { AddressCursor } from './cursor.ts';
import {
  AFTER_COMPLETE,
  AFTER_FAILURE,
  asText,
  EARLY,
  type Earlier,
  LATE,
  type Later,
  no,
  sentLast,
  short,
  yes,
} from './judged.ts';

/** Milliseconds a timer may be late in a tab hidden for long (Chromium: once a minute). */
const THROTTLED = 61_000;
/** Milliseconds that a page with a growing delay may let pass. */
const LONG_DELAY = 300_000;
/** Milliseconds that one made at once may seem to come before the end. */
const AT_ONCE = 5;
/** EventSources made anew one after another from which on the page is known to make them. */
const HABIT = 2;

/** What the address of the later request says. */
interface Address {
  readonly cursor: AddressCursor | null;
  /** It differs in what was made up against caches: then the browser's own reconnect it is not. */
  readonly isAnew: boolean;
}

/** A reconnect of the browser's own (WHATWG HTML, 9.2.3), or a new EventSource that the page makes in its place. */
export function judgeEventSource(
  earlier: Earlier,
  end: EndRecord,
  later: Later,
  { cursor, isAnew }: Address,
): JoinJudgement {
  const { lastEventId: sent } = later;
  const { lastEventId: committed, idIsKnown } = earlier;
  // A reconnect of the browser's own has the address that its EventSource has.
  if (cursor) return judgeCursor(earlier, end, later, cursor);
  // What a service worker broke off, Chromium closes for good.
  const isClosedByWorker = end.how === 'cancelled' && end.serviceWorker !== undefined;
  if (earlier.refusal || end.blocked || isClosedByWorker) return judgeNew(earlier, end, later);
  if (end.how === 'cancelled') return no('The page had closed the EventSource: this is a new one.');
  if (isAnew) return judgeNew(earlier, end, later);
  const delay = later.request.at - end.at;
  const due = earlier.retry ?? CHROMIUM_RETRY;
  if (sent && sent === committed) return sentLast(sent);
  if (sent === null && committed !== '' && idIsKnown) return judgeNew(earlier, end, later);
  if (delay < due - EARLY) {
    if (sent) return no('It came sooner than the browser reconnects, and with another ID.');
    return earlier.retryIsKnown
      ? judgeNew(earlier, end, later)
      : yes(
          'uncertain',
          'It came sooner than the browser’s default; whether the server sent a “retry” is not known.',
        );
  }
  if (!sent && earlier.madeAnew >= HABIT) return judgeNew(earlier, end, later);
  if (delay > due + THROTTLED) return no('It came too long after the end.');
  if (sent && idIsKnown) {
    return yes(
      'uncertain',
      'Only a reconnect sends a Last-Event-ID, and the time fits; but the ID is another.',
    );
  }
  if (delay > due + LATE) {
    return yes(
      'uncertain',
      'It came later than due; a hidden tab’s timers are slow, but it may be a new one.',
    );
  }
  return yes('likely', 'It came when the browser’s reconnect was due.');
}

function judgeCursor(earlier: Earlier, end: EndRecord, later: Later, cursor: AddressCursor): JoinJudgement {
  const { lastEventId: committed } = earlier;
  const isEqual = cursor.value === committed && committed !== '';
  if (isEqual && cursor.isSure) return { ...sentLast(committed, cursor), byPage: true };
  if (end.how === 'cancelled' && !earlier.refusal && !end.serviceWorker)
    return no('The page had closed the EventSource.');
  const judged = judgeNew(earlier, end, later);
  return judged.joins
    ? {
        ...judged,
        certainty: isEqual ? judged.certainty : 'uncertain',
        why: `${judged.why} It sent “${short(cursor.value)}”${asText(cursor)}.`,
      }
    : judged;
}

/**
 * A new EventSource that the page makes because the one before failed. Where the browser does not reconnect by itself, the
 * page must have made it. Else the first one may be another stream of this address, and only a habit shows what it is.
 */
function judgeNew(earlier: Earlier, end: EndRecord, later: Later): JoinJudgement {
  const delay = later.request.at - end.at;
  if (delay < -AT_ONCE) return no('The earlier connection was still open.');
  const isWhole = earlier.isStopped || (end.how === 'complete' && !earlier.refusal);
  const [soon, late] = isWhole ? [AFTER_COMPLETE, AFTER_FAILURE] : [AFTER_FAILURE, LONG_DELAY];
  if (delay > late + LATE) return no('It came too long after the end: this is a new EventSource.');
  const isOnlyWay = Boolean(earlier.refusal || end.blocked);
  const isSure = delay <= soon + LATE && (isOnlyWay || earlier.madeAnew > 0);
  const why = isOnlyWay
    ? 'The browser does not reconnect after such a response: the page made a new EventSource.'
    : later.lastEventId === null && earlier.lastEventId !== '' && earlier.idIsKnown
      ? `A reconnect of the browser would have sent the last event ID “${short(earlier.lastEventId)}”: the page made a new EventSource.`
      : 'It did not come when the browser’s reconnect was due: the page made a new EventSource.';
  return {
    joins: true,
    certainty: isSure ? 'likely' : 'uncertain',
    why: isSure ? why : `${why} It may be another stream of this address.`,
    byPage: true,
  };
}
