import { count } from '../../src/format/numbers.ts';
import type { ConnectionRow, EventStreamConnectionRow, WebSocketConnectionRow } from '../types.ts';
import {
  type CellText,
  delayText,
  dueText,
  endedText,
  idText,
  lastedText,
  lastMessageText,
  lostText,
  OPENED_BEFORE,
  repeatedText,
  skippedText,
} from './connection-text.ts';

/** A column of the Connections table. */
interface Column {
  readonly title: string;
  readonly em: number;
  readonly isNumber: boolean;
  /** What the title means, where it does not say so itself. */
  readonly hint?: string;
  /** Takes the room that is left. */
  readonly isLast?: true;
}

const COMMON: readonly Column[] = [
  { title: '#', em: 2.4, isNumber: true },
  { title: 'Opened', em: 5.4, isNumber: true },
  { title: 'Lasted', em: 5, isNumber: true },
];

/** What the table has of the connections of each kind. */
export const COLUMNS: Readonly<Record<ConnectionRow['kind'], readonly Column[]>> = {
  'event-stream': [
    ...COMMON,
    { title: 'Ended', em: 11, isNumber: false },
    {
      title: 'Delay (due)',
      em: 9.5,
      isNumber: true,
      hint: 'How long after the end of the connection before it this one was requested; in brackets, how long the browser was to wait (the reconnection time, which “retry” sets)',
    },
    {
      title: 'Last-Event-ID',
      em: 8.2,
      isNumber: false,
      hint: 'The ID that the request named, so that the server can continue after it',
    },
    { title: 'Events', em: 4.6, isNumber: true },
    {
      title: 'Repeated',
      em: 6,
      isNumber: true,
      hint: 'Events that had come on an earlier connection already',
    },
    {
      title: 'Skipped',
      em: 5.2,
      isNumber: true,
      hint: 'IDs left out since the connection before it, where they count one by one',
    },
    {
      title: 'Discarded',
      em: 6,
      isNumber: false,
      hint: 'What came last and had no blank line after it when the connection ended: the browser throws it away, and it becomes no event',
      isLast: true,
    },
  ],
  websocket: [
    ...COMMON,
    { title: 'Ended', em: 16, isNumber: false },
    {
      title: 'Delay',
      em: 6,
      isNumber: true,
      hint: 'How long after the end of the connection before it this one was opened',
    },
    { title: 'Frames', em: 4.6, isNumber: true },
    { title: 'Last message', em: 12, isNumber: false, isLast: true },
  ],
};

/**
 * The cells of a connection, in the order of its kind's columns.
 * @param opened the cell of when it opened, which depends on how times are shown. @param now tape time, milliseconds.
 */
export function cellsOf(row: ConnectionRow, opened: CellText, now: number): readonly CellText[] {
  const { number, join } = row;
  const isDoubtful = join !== null && !join.isSure;
  const place = { text: isDoubtful ? `${number} ?` : `${number}`, title: join?.why ?? '' };
  const common = [place, row.openedBefore ? OPENED_BEFORE : opened, lastedText(row, now), endedText(row)];
  switch (row.kind) {
    case 'event-stream':
      return [...common, ...eventStreamCells(row)];
    case 'websocket':
      return [...common, ...webSocketCells(row)];
  }
}

function eventStreamCells(row: EventStreamConnectionRow): CellText[] {
  return [
    dueText(row),
    idText(row),
    { text: count(row.events) },
    repeatedText(row),
    skippedText(row),
    lostText(row),
  ];
}

function webSocketCells(row: WebSocketConnectionRow): CellText[] {
  return [delayText(row), { text: count(row.events), title: 'Frames both ways' }, lastMessageText(row)];
}
