import { sentId } from '../../../channels/index.ts';
import { quoted } from '../../../format/quoted.ts';
import type { Report } from '../../finding.ts';
import type { ChainRule } from '../../rule.ts';
import { headerReport } from '../../toolkit/once.ts';
import { headerOf } from '../../toolkit/words.ts';

/** A hub of Mercure names in its response the event after which it continues. */
export default {
  id: 'id-unknown',
  of: 'chain',
  needs: ['request-again', 'last-event-id', 'response'],
  title: 'Last event that the server does not know',
  severity: 'warning',
  why: 'The request said which event was the last to arrive, and the server says that it continues elsewhere: it does not have that event any more. What came after it may be missing, and no event says so.',
  fix: 'On the server, keep events for longer than clients may be away. On the page, request the whole state when this happens: a native EventSource cannot read the header, a client that reads by fetch can.',
  source: 'draft-dunglas-mercure-07, Reconciliation (Last-Event-ID of the response)',
  begin(chain) {
    let found: Report | null = null;
    let count = 0;
    return {
      began(index) {
        const { stream } = (chain.links[index] ?? chain.latest).member;
        const sent = sentId(stream);
        const named = headerOf(stream, 'last-event-id');
        if (!sent || named === null || named === sent) return undefined;
        count++;
        found = headerReport(
          stream,
          stream.facts.response?.at ?? 0,
          'last-event-id',
          `The request said that ${quoted(sent)} was the last event, and the response says ${quoted(named)}: events in between may be missing.`,
        );
        return undefined;
      },
      report: () => found && { ...found, count },
    };
  },
} satisfies ChainRule;
