import type { EventStream } from '../../../channels/index.ts';
import { plural } from '../../../format/numbers.ts';
import { Field } from '../../../sse/index.ts';
import { type Evidence, MAX_EVIDENCE } from '../../finding.ts';
import type { ChainRule } from '../../rule.ts';
import { IdNumbers } from '../../toolkit/id-numbers.ts';
import { reconnectAt, startsOver } from '../../toolkit/reconnects.ts';
import { atOffset } from '../../toolkit/tally.ts';
import { offsetOf } from '../../toolkit/words.ts';

interface Back {
  readonly stream: EventStream;
  readonly offset: number;
  readonly id: number;
  readonly before: number;
}

/** What comes again after a reconnect is the business of `id-not-honoured`. */
export default {
  id: 'ids-back',
  of: 'chain',
  needs: ['bytes'],
  title: 'IDs that go back',
  severity: 'warning',
  why: 'The last ID to arrive is the one a reconnect asks for, not the largest: after a smaller one the server sends again what came since, or cannot tell where the page is. A counter that began anew gives old IDs to new events.',
  fix: 'On the server, count up for as long as clients may come back, over restarts as well; where several processes write one stream, let one of them give the IDs.',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream (“id”), and 9.2.4, The Last-Event-ID header',
  begin(chain) {
    const steps = { up: 0, byOne: 0 };
    const first: Back[] = [];
    let latest: Back | null = null;
    let count = 0;
    let isCount = true;
    let last: number | null = null;
    /** The connection's first ID, where it is smaller than the last one before. */
    let atCut: Back | null = null;

    const add = (back: Back): void => {
      count++;
      latest = back;
      if (first.length < MAX_EVIDENCE) first.push(back);
    };
    const settleCut = (index: number): void => {
      const reconnect = atCut && reconnectAt(chain, index);
      if (!atCut || !reconnect) return;
      const { repeats } = reconnect;
      const isAgain = repeats.idsNameEvents && (repeats.repeated > 0 || startsOver(chain, reconnect));
      if (!isAgain) add(atCut);
    };

    return {
      began(index) {
        const stream = chain.links[index]?.member.stream;
        if (!stream) return;
        const numbers = new IdNumbers(stream);
        let isFirst = index > 0;
        return {
          line: {
            fields: [Field.Id],
            observe(line) {
              if (!isCount || !line.segment.reader.lineCounts(line.line)) return;
              const id = numbers.of(line);
              if (id === null) {
                isCount = false;
                return;
              }
              if (last !== null && id < last) {
                const back = { stream, offset: offsetOf(line), id, before: last };
                if (isFirst) atCut = back;
                else add(back);
              } else if (last !== null && id > last) {
                steps.up++;
                if (id === last + 1) steps.byOne++;
              }
              isFirst = false;
              last = id;
            },
          },
        };
      },
      ended(index) {
        settleCut(index);
        atCut = null;
      },
      report() {
        if (!isCount || count === 0 || !latest || !rise(steps, count)) return null;
        const text = ({ id, before }: Back): string => `${id} after ${before}`;
        return {
          statement: `${plural(count, 'ID')} smaller than the one before, though the others rise; first: ${first[0] ? text(first[0]) : ''}.`,
          count,
          evidence: first.map(
            (back): Evidence => ({
              kind: 'row',
              connection: back.stream.id,
              offset: back.offset,
              text: text(back),
            }),
          ),
          since: first[0] ? atOffset(first[0].stream, first[0].offset) : 0,
          at: atOffset(latest.stream, latest.offset),
        };
      },
    };
  },
} satisfies ChainRule;

/** Whether IDs are seen to rise but for a few: numbers without an order go back as often as not. */
function rise({ up, byOne }: { readonly up: number; readonly byOne: number }, back: number): boolean {
  const countsByOne = byOne >= 3 && byOne >= up * 0.8 && back * 3 <= up;
  return countsByOne || (up >= 20 && back * 10 <= up);
}
