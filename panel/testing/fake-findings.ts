import type { Finding } from '../types.ts';

const ABOUT = {
  why: 'Of several lines only the last counts.',
  fix: 'End every message with a blank line.',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream',
  ongoing: false,
  since: 1200,
  at: 1224,
} as const;

/** A finding of each severity. */
export const FINDINGS: readonly Finding[] = [
  {
    ...ABOUT,
    rule: 'lost-at-end',
    title: 'Last message lost for want of a blank line',
    severity: 'error',
    statement: 'The server ended the stream before the blank line: the last message was discarded.',
    count: 1,
    evidence: [],
  },
  {
    ...ABOUT,
    rule: 'field-overwritten',
    title: 'Type or ID overwritten within a message',
    severity: 'warning',
    statement: '1,204 lines replaced an “event” or “id” line of the same message; first: “event: custom_2”.',
    count: 1204,
    evidence: [
      { kind: 'row', connection: 'split', offset: 40, text: '“event: custom_2” replaces an earlier line' },
    ],
  },
  {
    ...ABOUT,
    rule: 'silence',
    title: 'Long silence without a heartbeat',
    severity: 'note',
    statement: 'Nothing has come for 18 s.',
    count: 1,
    ongoing: true,
    evidence: [
      { kind: 'span', connection: 'split', offset: 40, from: 2900, to: 21_000, text: 'silent for 18 s' },
      { kind: 'header', connection: 'split', name: 'cache-control', text: 'cache-control' },
    ],
  },
];
