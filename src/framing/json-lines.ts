import { DelimitedReader } from './delimited.ts';
import type { Framing } from './framing.ts';
import { looksDelimited } from './json/looks.ts';

const LF = 0x0a;

const TYPES =
  /^(application|text)\/(x-)?(ndjson|jsonl|jsonlines|json-lines|ldjson|json-stream)$|^application\/stream\+json$/;

/** One JSON value a line: NDJSON, JSON Lines. */
export const jsonLines: Framing = {
  id: 'json-lines',
  label: 'JSON lines',
  noun: { one: 'line', many: 'lines' },
  source: 'NDJSON specification 1.0.0; jsonlines.org',
  isJson: true,
  isStated: ({ mimeType }) => TYPES.test(mimeType),
  isLikely: (_response, head) => looksDelimited(head, LF),
  open: (_response, begins) =>
    new DelimitedReader(
      {
        byte: LF,
        name: 'line feed',
        isOptional: true,
        expected: 'JSON',
        whyQuiet: 'An empty line carries nothing: readers skip it, and it keeps the connection alive.',
      },
      begins,
    ),
};
