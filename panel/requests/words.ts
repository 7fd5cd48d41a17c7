/** What the grid Requests says, in words. */
import { count, plural } from '../../src/format/numbers.ts';
import type { RepeatingRequests, RequestGroup } from '../types.ts';

const LABELS: Readonly<Record<RequestGroup['label'], string>> = {
  ranges: 'byte ranges',
  uploads: 'uploads',
  sends: 'sends',
  'long-poll': 'long polling',
  'short-poll': 'short polling',
  list: 'page by page',
  questions: 'different questions',
  again: 'asked again',
  'known-client': 'a known client',
};

/** What the requests of a group are, in a word or two. */
export function labelText({ label }: Pick<RequestGroup, 'label'>): string {
  return LABELS[label];
}

/** What asks again and again, and is not seen here. */
export const NOT_CAPTURED = 'Images that are asked for again and again, and forms, are not captured.';

/** The folded grid: its parts, one after the other; `failing` is null where none fails. */
export interface Summary {
  readonly text: string;
  readonly failing: string | null;
  /** Requests that are in no row; null where all are. */
  readonly others: string | null;
}

/** "Requests that repeat: 40 addresses, 312 requests, 1 failing". One address can be asked by several scripts, each a row. */
export function summaryOf({ groups, requests, failing, others }: RepeatingRequests): Summary {
  const addresses = new Set(groups.map(({ endpoint }) => endpoint)).size;
  return {
    text: `Requests that repeat: ${plural(addresses, 'address', 'addresses')}, ${plural(requests, 'request')}`,
    failing: failing === 0 ? null : `${count(failing)} failing`,
    others: others === 0 ? null : `${count(others)} more, to too many addresses to list`,
  };
}

/** "12 requests, 3 different questions". */
export function countsOf({ requests, questions }: RequestGroup): string {
  const asked = plural(requests, 'request');
  return questions > 1 ? `${asked}, ${count(questions)} different questions` : `${asked}, the same each time`;
}

/** What was asked; its parameters as they stand. */
export function questionText(text: string): string {
  return text === '' ? 'No parameters' : text;
}

export function statusOf(status: number | null): string {
  return status === null ? '–' : String(status);
}
