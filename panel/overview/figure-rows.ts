import { duration } from '../../src/format/durations.ts';
import { count, percent } from '../../src/format/numbers.ts';
import { size } from '../../src/format/sizes.ts';
import { NOT_KNOWN } from '../shared/text/unseen.ts';
import type { Cost, Delay, Figures } from '../types.ts';
import {
  areHeadersUnknown,
  bytesAMessage,
  headersEstimated,
  headersOf,
  isEstimated,
  messagesOf,
  shareOf,
  timeOf,
} from './cost-figures.ts';

export interface FigureRow {
  readonly name: string;
  /** What is counted, and how. */
  readonly title: string;
  readonly cells: readonly FigureCell[];
}

export interface FigureCell {
  readonly text: string;
  /** True for the lowest of several that differ, where the lowest is the best. */
  readonly isBest: boolean;
}

interface Kind {
  readonly name: string;
  readonly title: string;
  readonly text: (figures: Figures) => string;
  /** What is compared; null where a channel has no such figure. Absent where more or less is not better. */
  readonly compared?: (figures: Figures) => number | null;
}

const NONE = '–';

const KINDS: readonly Kind[] = [
  {
    name: 'Protocol',
    title: 'The version of HTTP that the answers came over',
    text: ({ cost }) => cost.protocols.map(protocolName).join(', ') || noneOf(cost),
  },
  {
    name: 'Messages',
    title:
      'Events of a stream, elements of the answers of a poll loop (or answers, as Events shows them), data frames',
    text: ({ cost }) =>
      `${count(messagesOf(cost))}${cost.messages.sent > 0 ? `, ${count(cost.messages.sent)} of them sent` : ''}`,
  },
  {
    name: 'Messages per second',
    title: 'From the first request to the last byte',
    text: ({ cost }) => rateText(messagesOf(cost), timeOf(cost)),
  },
  {
    name: 'Time',
    title: 'From the first request to the last byte',
    text: ({ cost }) => `${least(cost)}${duration(timeOf(cost))}`,
  },
  {
    name: 'Requests',
    title: 'All connections of a stream and all cycles of a poll loop; redirects are requests of their own',
    text: ({ cost }) => count(cost.requests),
    compared: ({ cost }) => cost.requests,
  },
  {
    name: 'TCP connections opened',
    title: 'TCP connections that were opened for it; 0 where those that were there served',
    text: ({ cost }) =>
      cost.openedBefore > 0 && cost.tcpOpened + cost.tcpReused === 0
        ? NOT_KNOWN
        : `${count(cost.tcpOpened)}${cost.unknownReuse > 0 ? `, ${count(cost.unknownReuse)} ${NOT_KNOWN}` : ''}`,
    compared: ({ cost }) => (cost.unknownReuse > 0 ? null : cost.tcpOpened),
  },
  {
    name: 'Header bytes',
    title:
      'Of requests and answers, and before the payload of each frame. Request headers and frame headers are computed, over HTTP/2 as they are before compression',
    text: ({ cost }) =>
      areHeadersUnknown(cost) ? NOT_KNOWN : `${about(headersEstimated(cost))}${size(headersOf(cost))}`,
  },
  {
    name: 'Body bytes',
    title:
      'On the wire: compressed, and in chunks where they were. The browser reports the latest late: then what was read is counted, where it was not compressed',
    text: ({ cost }) => `${least(cost) || about(cost.body.estimated)}${size(cost.body.bytes)}`,
  },
  {
    name: 'Bytes per message',
    title: 'Headers and bodies over the number of messages',
    text: ({ cost }) => {
      const bytes = bytesAMessage(cost);
      return bytes === null ? noneOf(cost) : `${about(isEstimated(cost))}${count(Math.round(bytes))}`;
    },
    compared: ({ cost }) => bytesAMessage(cost),
  },
  {
    name: 'Header share',
    title: 'The headers’ part of all bytes',
    text: ({ cost }) => {
      const share = shareOf(cost);
      return share === null ? noneOf(cost) : `${about(isEstimated(cost))}${percent(share)}`;
    },
    compared: ({ cost }) => shareOf(cost),
  },
  {
    name: 'Empty answers',
    title: 'Answers of a poll loop without a message',
    text: ({ cost }) =>
      cost.empty === null
        ? NONE
        : `${count(cost.empty)} (${percent(cost.empty / Math.max(1, cost.requests))})`,
  },
  {
    name: 'Delay, median',
    title: 'From the time in a message to its arrival, by the clocks of the server and of the browser',
    text: ({ delay }) => delayText(delay, 'median'),
    compared: ({ delay }) => delayIn(delay, 'median'),
  },
  {
    name: 'Delay, 95 %',
    title: 'So many of the messages came within this time',
    text: ({ delay }) => delayText(delay, 'p95'),
    compared: ({ delay }) => delayIn(delay, 'p95'),
  },
  {
    name: 'Delay, worst',
    title: 'Of those that were looked at',
    text: ({ delay }) => delayText(delay, 'worst'),
    compared: ({ delay }) => delayIn(delay, 'worst'),
  },
];

/**
 * The figures of channels, a row a figure and a cell a channel.
 * @param isCompared whether the figures of a column, by its number, are held against others: not those of a recording.
 */
export function figureRows(
  columns: readonly Figures[],
  isCompared: (column: number) => boolean = () => true,
): FigureRow[] {
  return KINDS.map(({ name, title, text, compared }) => {
    const values = columns.map((column, index) => (isCompared(index) ? (compared?.(column) ?? null) : null));
    const known = values.filter((value) => value !== null);
    const lowest = Math.min(...known);
    const differ = known.some((value) => value !== lowest);
    return {
      name,
      title,
      cells: columns.map((column, index) => ({
        text: text(column),
        isBest: differ && values[index] === lowest,
      })),
    };
  });
}

/** Whether any figure of these channels is computed or incomplete, as the sign ≈ says. */
export function hasEstimates(columns: readonly Figures[]): boolean {
  return columns.some(({ cost }) => isEstimated(cost));
}

function rateText(messages: number, time: number): string {
  if (messages === 0 || time <= 0) return NONE;
  const rate = messages / (time / 1000);
  return rate >= 100 ? count(Math.round(rate)) : rate.toPrecision(2);
}

/** What to write where there is no figure: of what was opened before recording it is only not known. */
function noneOf(cost: Cost): string {
  return cost.openedBefore > 0 ? NOT_KNOWN : NONE;
}

/** Before a figure to which what came before recording is missing. */
function least({ openedBefore }: Cost): string {
  return openedBefore > 0 ? '≥ ' : '';
}

function about(isComputed: boolean): string {
  return isComputed ? '≈ ' : '';
}

function delayIn(delay: Delay, which: 'median' | 'p95' | 'worst'): number | null {
  return delay.kind === 'measured' ? delay[which] : null;
}

function delayText(delay: Delay, which: 'median' | 'p95' | 'worst'): string {
  const ms = delayIn(delay, which);
  return ms === null ? NONE : duration(ms);
}

const PROTOCOLS: Readonly<Record<string, string>> = { h2: 'HTTP/2', h3: 'HTTP/3' };

function protocolName(alpn: string): string {
  return PROTOCOLS[alpn] ?? alpn.toUpperCase();
}
