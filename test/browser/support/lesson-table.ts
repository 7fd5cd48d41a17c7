/** What a lesson does wrong, and how the panel says so. */
export type Fault = readonly [rule: string, severity: 'Error' | 'Warning' | 'Note', says: RegExp];

export interface LessonCase {
  readonly id: string;
  /** More of the page's address, from its ampersand on. */
  readonly query?: string;
  /** Set where the lesson is one stream whose events are those that the server wrote and the page received. */
  readonly isOneStream?: true;
  /** Set where the stream does not open: its status, and what Connections says of the reason. */
  readonly refused?: readonly [status: string, reason: RegExp];
  readonly faults?: readonly Fault[];
  /** Set where nothing is wrong: the rules that may note something all the same. */
  readonly notes?: readonly string[];
}

/** Lessons of event streams, each visited once: what the panel shows of it, what it finds, and what it does not find. */
export const LESSONS: readonly LessonCase[] = [
  // That nobody listens to “price” is found where it comes again and again: `findings.test.ts`.
  { id: 'named-events', query: '&open=200', isOneStream: true },
  {
    id: 'split-message',
    isOneStream: true,
    faults: [['field-overwritten', 'Warning', /2 lines.*event: custom_2/]],
  },
  {
    id: 'many-in-one-chunk',
    isOneStream: true,
    faults: [['many-in-one-chunk', 'Note', /at most 5 events/]],
  },
  { id: 'one-over-many-chunks', isOneStream: true },
  { id: 'split-character', isOneStream: true, notes: [] },
  { id: 'line-ends', isOneStream: true, faults: [['cr-alone', 'Note', /\d lines/]] },
  { id: 'heartbeats', isOneStream: true, notes: [] },
  {
    id: 'no-final-blank-line',
    isOneStream: true,
    faults: [['lost-at-end', 'Error', /server ended the stream/]],
  },
  { id: 'no-data', isOneStream: true, faults: [['no-data', 'Warning', /2 messages/]] },
  { id: 'nul-in-id', isOneStream: true, faults: [['nul-in-id', 'Warning', /1 id line/]] },
  { id: 'bom', isOneStream: true, faults: [['bom-inside', 'Warning', /1 line/]] },
  {
    id: 'invalid-utf8',
    isOneStream: true,
    faults: [['invalid-utf8', 'Warning', /first in chunk \d/]],
  },
  { id: 'json', isOneStream: true, notes: [] },
  { id: 'llm-tokens', isOneStream: true, notes: ['many-in-one-chunk'] },
  { id: 'gzip', isOneStream: true, notes: [] },
  { id: 'post-fetch', isOneStream: true, notes: [] },
  { id: 'xhr', isOneStream: true },
  { id: 'worker', query: '&n=5', isOneStream: true },
  { id: 'service-worker', query: '&n=5', isOneStream: true },
  { id: 'same-origin-iframe', isOneStream: true },
  { id: 'cross-origin-iframe', isOneStream: true },
  { id: 'redirect', isOneStream: true, faults: [['redirect', 'Note', /302/]] },
  { id: 'reset-mid-message', isOneStream: true },
  { id: 'cut-mid-message', isOneStream: true },
  { id: 'blocked-thread', isOneStream: true },
  { id: 'short', isOneStream: true },
  {
    id: 'status-204',
    refused: ['204', /does not retry/],
    faults: [['final-status', 'Note', /HTTP 204/]],
  },
  {
    id: 'status-404',
    refused: ['404', /HTTP 404.*does not retry/s],
    faults: [['final-status', 'Error', /HTTP 404/]],
  },
  {
    id: 'status-500',
    refused: ['500', /HTTP 500.*does not retry/s],
    faults: [['final-status', 'Error', /HTTP 500/]],
  },
  {
    id: 'wrong-type',
    refused: ['200', /MIME type application\/json/],
    faults: [['wrong-type', 'Error', /application\/json/]],
  },
  {
    id: 'wrong-charset',
    refused: ['200', /charset/],
    faults: [['wrong-charset', 'Error', /charset=/]],
  },
  {
    id: 'cors-refused',
    refused: ['200', /Blocked by the browser/],
    faults: [['cors-refused', 'Error', /MissingAllowOriginHeader/]],
  },
];
