/**
 * Whether a request continues where a connection ended. No browser says so: a reconnect is a request like any other, with
 * no link to the one before. The rule, its reasons and its limits are in docs/chains.md.
 */
import type { JoinJudgement } from '../../chain/link.ts';
import { judgeEventSource } from './by-browser.ts';
import { judgeProgram } from './by-program.ts';
import { type AddressCursor, cursorIn, differInBusters } from './cursor.ts';
import { EARLY, type Earlier, type Later, no, sentLast } from './judged.ts';

/** Whether `later` continues where `earlier` ended, and why, in a sentence. */
export function judgeJoin(earlier: Earlier, later: Later): JoinJudgement {
  const { request, end } = earlier;
  const next = later.request;
  if (next.url === undefined || request.url === undefined) return no('An address is not known.');
  if (next.openBefore) return no('It was open before capture began.');
  if (next.via !== request.via) return no('It is another kind of request.');
  if (next.context.kind !== request.context.kind || next.context.id !== request.context.id) {
    return no('Another frame or worker asked.');
  }
  const isSame = next.url === earlier.finalUrl || next.url === request.url;
  const cursor = cursorOf(earlier, later);
  const isAnew = !isSame && !cursor && differInBusters(request.url, next.url);
  if (!isSame && !cursor && !isAnew) return no('It has another address.');
  if (!end || end.at > next.at + EARLY) return no('The earlier connection was still open.');
  if (end.inferred) return no('The page that asked is gone.');
  // What answered a POST is resumed by GET in the Streamable HTTP transport of MCP.
  if (next.method === 'GET' && earlier.hasPost) {
    return isSame && earlier.lastEventId !== '' && later.lastEventId === earlier.lastEventId
      ? sentLast(earlier.lastEventId)
      : no('Only its last event ID would say that it continues what answered a POST.');
  }
  if (next.method !== request.method) return no('It is another kind of request.');
  return next.via === 'eventsource'
    ? judgeEventSource(earlier, end, later, { cursor, isAnew })
    : judgeProgram(earlier, end, later, cursor);
}

/** What of the later request's address says how far the source had read; null where a header does, or nothing. */
export function cursorOf(earlier: Earlier, { request, lastEventId }: Later): AddressCursor | null {
  if (lastEventId || !request.url || !earlier.request.url) return null;
  // The browser may yet send the header: at this address it would be its own reconnect.
  if (lastEventId === undefined && request.url === earlier.request.url) return null;
  const { lastEventId: id, lastEventIdBefore: idBefore } = earlier;
  return cursorIn(earlier.request.url, request.url, { id, idBefore });
}
