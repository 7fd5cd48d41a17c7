import * as v from 'valibot';
import { at, on, text } from './basics.ts';

const kind = v.literal('decision');

/** What a line with a decision must look like. */
export const decision = v.variant('what', [
  v.object({ kind, at, what: v.literal('split'), connection: on }),
  v.object({ kind, at, what: v.literal('join'), earlier: on, later: on }),
  v.object({
    kind,
    at,
    what: v.literal('poll'),
    endpoint: text,
    intent: v.nullable(v.picklist(['loop', 'not-a-loop', 'stream'])),
  }),
  v.object({
    kind,
    at,
    what: v.literal('poll-rows'),
    connection: on,
    rows: v.picklist(['elements', 'answers']),
  }),
]);

const KNOWN: ReadonlySet<string> = new Set(decision.options.map(({ entries }) => entries.what.literal));

/** Whether a line with a decision is one that only a later version knows: it is carried through, as unknown kinds are. */
export function isLaterDecision({ what }: Readonly<Record<string, unknown>>): boolean {
  return typeof what === 'string' && !KNOWN.has(what);
}
