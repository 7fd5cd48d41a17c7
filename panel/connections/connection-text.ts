import { duration } from '../../src/format/durations.ts';
import { count, plural } from '../../src/format/numbers.ts';
import { size } from '../../src/format/sizes.ts';
import { NOT_KNOWN } from '../shared/text/unseen.ts';
import type {
  ConnectionRow,
  EventStreamConnectionRow,
  EventStreamJoin,
  WebSocketConnectionRow,
} from '../types.ts';

/** A cell of the Connections table: what it says, more of it, and whether it is worth a second look. */
export interface CellText {
  readonly text: string;
  readonly title?: string;
  readonly isMarked?: boolean;
}

const NOTHING: CellText = { text: '–' };

/** Of what was open before recording nobody saw when it was opened. */
export const OPENED_BEFORE: CellText = { text: NOT_KNOWN, title: 'It was opened before recording' };

export function lastedText({ openedAt, openedBefore, endedAt }: ConnectionRow, now: number): CellText {
  if (openedBefore) return OPENED_BEFORE;
  if (endedAt === null) return { text: duration(Math.max(0, now - openedAt)), title: 'It still runs' };
  return { text: duration(endedAt - openedAt) };
}

export function endedText({ ended, state, verdict }: ConnectionRow): CellText {
  const text = ended === '' ? state.kind : ended;
  return { text, title: verdict, isMarked: state.kind === 'ended' && !state.good };
}

/** The time before it, where the page decides when that is over. */
export function delayText({ join }: ConnectionRow): CellText {
  if (!join || join.delay === null) return NOTHING;
  if (join.delay < 0)
    return { text: '0 ms', title: 'The end of the one before was reported just after this request' };
  return { text: duration(join.delay), title: 'From the end of the one before; the page decides when' };
}

/** The time before it, and what it should have been. */
export function dueText({ join }: EventStreamConnectionRow): CellText {
  if (!join || join.delay === null) return NOTHING;
  const text = duration(join.delay);
  if (join.byPage)
    return {
      text: `${text} (new)`,
      title: 'A new EventSource that the page made, not the browser’s own reconnect',
    };
  if (join.due === null) return { text, title: 'The program decides when to ask again' };
  const by = join.dueBy === 'retry' ? 'the server’s retry' : 'the browser’s default';
  return { text: `${text} (${duration(join.due)})`, title: `${duration(join.due)} was due, by ${by}` };
}

/** The last event ID that was sent, against the last one committed. */
export function idText({ join }: EventStreamConnectionRow): CellText {
  if (!join) return NOTHING;
  const { idSent, idSentAs, idCommitted, idCheck } = join;
  const as = idSentAs === null ? '' : ` as ${idSentAs} in the address`;
  switch (idCheck) {
    case 'equal':
      return { text: idSent ?? '', title: `Sent${as}, and equal to the last event ID committed before` };
    case 'no-ids':
      return { text: 'none', title: 'None was sent, and none had been committed' };
    case 'missing':
      return {
        text: `none, not ${idCommitted}`,
        title: `The last event ID was ${idCommitted}`,
        isMarked: true,
      };
    case 'other':
      return {
        text: `${idSent ?? ''}, not ${idCommitted}`,
        title: `It sent ${idSent ?? ''}${as}; the last one committed was ${idCommitted}`,
        isMarked: true,
      };
    case 'unknown':
      return {
        text: idSent ?? 'not known',
        title: as === '' ? unknownText(join) : `Sent${as}; no last event ID to compare it with is known`,
      };
  }
}

function unknownText({ idSent }: EventStreamJoin): string {
  return idSent === undefined
    ? 'The headers that were sent are not known'
    : 'What had been committed is not known: bytes are missing';
}

export function repeatedText({ join }: EventStreamConnectionRow): CellText {
  if (!join || join.repeated.count === 0) return NOTHING;
  const { count: times, orMore, by, samples } = join.repeated;
  const what = by === 'id' ? 'the same ID' : 'the same type and data';
  const more = times > samples.length ? ', …' : '';
  return {
    text: orMore ? `${count(times)} or more` : count(times),
    title: `${plural(times, 'event')} with ${what} had come before: ${samples.join(', ')}${more}`,
    isMarked: true,
  };
}

export function skippedText({ join }: EventStreamConnectionRow): CellText {
  if (!join) return NOTHING;
  if (join.restartedAtId !== null) {
    return {
      text: `back to ${join.restartedAtId}`,
      title: 'The IDs count from a smaller number again',
      isMarked: true,
    };
  }
  if (join.skipped === null)
    return { text: '–', title: 'The IDs do not count one by one, so gaps cannot be found' };
  if (join.skipped === 0) return { text: '0', title: 'The IDs continue without a number left out' };
  return { text: count(join.skipped), title: `${plural(join.skipped, 'ID')} left out`, isMarked: true };
}

/** The block that the end cut off. */
export function lostText({ lost }: EventStreamConnectionRow): CellText {
  if (!lost) return NOTHING;
  return {
    text: `${size(lost.bytes)}: ${lost.text}`,
    title: `No blank line had ended this block when the connection ended, so the browser threw it away: ${lost.text}`,
    isMarked: true,
  };
}

/** The last message that went either way, as the grid Events marks its direction. */
export function lastMessageText({ lastMessage, endedAt }: WebSocketConnectionRow): CellText {
  if (!lastMessage) return { text: 'none', title: 'No message went either way' };
  const { direction, text, at } = lastMessage;
  const who = direction === 'sent' ? 'The page' : 'The server';
  const when = endedAt === null ? '' : `, ${duration(Math.max(0, endedAt - at))} before the end`;
  return { text: `${direction === 'sent' ? '↑' : '↓'} ${text}`, title: `${who} sent it${when}: ${text}` };
}
