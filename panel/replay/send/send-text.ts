import { count, plural } from '../../../src/format/numbers.ts';
import { SPEEDS } from '../../shared/text/speed.ts';
import type { Chosen, Pace, SendingEnd, SendingRun, SendingStatus, Target, Timed } from '../../types.ts';

/** What messages are taken from; `new`: the user writes one. */
export type What = 'row' | 'shown' | 'all' | 'new';

/** What was chosen, and what was left out and why: “12 messages. 3 rows are left out: …”. */
export function chosenText({ messages, skipped, beyond, max }: Chosen): string {
  const parts: string[] = [];
  if (messages.length === 0)
    parts.push(
      skipped === 0
        ? 'Nothing to send: there is no row.'
        : skipped === 1
          ? 'Nothing to send: this row is a comment, a note, sent by the page, or incomplete.'
          : `Nothing to send: these ${count(skipped)} rows are comments, notes, sent by the page, or incomplete.`,
    );
  else parts.push(`${plural(messages.length, 'message')}.`);
  if (messages.length > 0 && skipped > 0)
    parts.push(
      `${plural(skipped, 'row is', 'rows are')} left out: comments, notes, sent by the page, or incomplete.`,
    );
  if (beyond > 0)
    parts.push(`${plural(beyond, 'further row')} left out: at most ${count(max)} messages are sent at once.`);
  return parts.join(' ');
}

const PLACES: Readonly<Record<Target['place']['kind'], string>> = {
  page: 'the page',
  frame: 'a frame',
  worker: 'a worker',
  'shared-worker': 'a shared worker',
  'service-worker': 'a service worker',
  unknown: 'the page',
};

/** "in a frame, https://site.test/inner.html · open · listens for message, price" */
export function targetText({ to, place, state, types }: Target): string {
  const where = `in ${PLACES[place.kind]}${place.kind === 'page' ? '' : `, ${place.url}`}`;
  // These are events of the connection; what is sent never is one, but for an EventSource's “error”.
  const of = types?.filter((type) =>
    to === 'websocket' ? type === 'message' : type !== 'open' && type !== 'error',
  );
  return [where, state, listenedText(of ?? null)].join(' · ');
}

function listenedText(types: Target['types']): string {
  if (types === null) return 'who listens is not known in a worker';
  return types.length === 0 ? 'nobody listens' : `listens for ${types.join(', ')}`;
}

/** Types among the messages that the object has no listener for; none where that cannot be known. */
export function typesWithoutListener({ to, types }: Target, messages: readonly Timed[]): string[] {
  if (types === null) return [];
  const sent = to === 'websocket' ? ['message'] : messages.map(({ type }) => type || 'message');
  return [...new Set(sent)].filter((type) => !types.includes(type));
}

/** "Nobody listens there for “a”, “b” and 3 more." */
export function noListenerText(types: readonly string[], verb = 'listens'): string {
  const named = types.slice(0, 3).map((type) => `“${type}”`);
  const more = types.length - named.length;
  return `Nobody ${verb} there for ${named.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}.`;
}

export const PACES: readonly Pace[] = ['at-once', ...SPEEDS.filter((speed) => typeof speed === 'number')];

export function paceText(pace: Pace): string {
  if (pace === 'at-once') return 'At once';
  return pace === 1 ? 'As recorded' : `As recorded, ${pace}×`;
}

const ENDS: Readonly<Record<Exclude<SendingEnd, 'complete' | 'failed'>, string>> = {
  cancelled: 'You stopped it.',
  navigated: 'The page went elsewhere, and its objects with it.',
  detached: 'The debugger was detached.',
  'not-open': 'The object is not open: the browser dispatches nothing at it in this state.',
  gone: 'The object is gone: its page, frame or worker is no more.',
};

/** How a series goes, or went. */
export function runText({ target, total, sent, withoutListener, isUnknown, end }: SendingRun): string {
  const of = total === 1 ? '' : ` of ${count(total)}`;
  if (!end) return `Sending ${count(sent)}${of} to ${target.url}…`;
  const parts = [
    `${sent === 0 ? 'Nothing was sent' : `Sent ${sent === 1 && total === 1 ? 'it' : `${count(sent)}${of}`}`} to ${target.url}.`,
  ];
  if (end.how === 'failed') parts.push(`It failed: ${end.why ?? 'no reason was given'}`);
  else if (end.how !== 'complete') parts.push(ENDS[end.how]);
  if (withoutListener.length > 0) parts.push(noListenerText(withoutListener, 'listened'));
  if (sent > 0 && isUnknown) parts.push('Who listens is not known in a worker.');
  return parts.join(' ');
}

/** The object that messages of a channel most likely are for: the only one of its address. */
export function likelyTarget(targets: readonly Target[], url: string | null): Target | null {
  const own = targets.filter((target) => target.url === url);
  if (own.length === 1) return own[0] ?? null;
  return targets.length === 1 ? (targets[0] ?? null) : null;
}

/** Why there is no list to choose from; null where there is one. */
export function noTargetsText({ targets, isLooking, problem, silent }: SendingStatus): string | null {
  if (problem !== null) return problem;
  if (isLooking) return 'Looking…';
  if (targets === null) return 'The page went elsewhere. Look again.';
  if (targets.length > 0) return null;
  const others =
    silent > 0 ? ` ${plural(silent, 'frame or worker', 'frames or workers')} did not answer.` : '';
  return `The page has no EventSource and no WebSocket that is open.${others}`;
}
