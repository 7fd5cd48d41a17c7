import type { RecordPlace } from '../../../channels/index.ts';
import { count } from '../../../format/numbers.ts';
import { RecordState } from '../../../framing/index.ts';
import { MAX_EVIDENCE } from '../../finding.ts';
import type { PiecesRule } from '../../rule.ts';
import { isJsonType, recordEvidence } from '../../toolkit/pieces/records.ts';

const EVENT_STREAM =
  'The lines are those of an event stream: send “Content-Type: text/event-stream”, and read it as one; or leave “data:” and the blank lines out.';
const INDENTED =
  'Write each value on one line: without indentation (in Node.js JSON.stringify without its third argument).';

const decoder = new TextDecoder();

/** Where only the look of a body says how it is framed, the look may be wrong: then nothing is reported, unless it is to be JSON. */
export default {
  id: 'pieces-no-json',
  of: 'pieces',
  needs: ['json-body', 'records'],
  title: 'Record that is no JSON',
  severity: 'error',
  why: 'A reader that parses each record throws at this one, and as a rule reads nothing behind it; the clients of SockJS and message_bus drop it. In an array the whole is no JSON.',
  fix: 'On the server, let its JSON library write every value, each on one line, and let nothing else write into the body: no log line, no error page.',
  source: 'RFC 8259, section 2; NDJSON specification 1.0.0, section 3.1; RFC 7464, section 2',
  begin(pieces) {
    const first: RecordPlace[] = [];
    let broken = 0;
    let at = 0;
    return {
      record(number) {
        const place = pieces.placeOf(number);
        if (place.segment.reader.state(place.record) !== RecordState.Broken) return;
        broken++;
        at = pieces.timeOf(place);
        if (first.length < MAX_EVIDENCE) first.push(place);
      },
      report() {
        const [one] = first;
        if (!one || pieces.framing.id === 'multipart') return null;
        if (pieces.ground === 'looked' && !isJsonType(pieces)) return null;
        const { noun } = pieces.framing;
        const why = pieces.whyOf(one) ?? '';
        const many = `${count(broken)} of ${count(pieces.records)} ${noun.many} are no JSON. ${saidOf('The first', why)}`;
        const fix = fixFor(pieces.beginOf(one));
        return {
          statement: broken === 1 ? saidOf(`One ${noun.one}`, why) : many,
          count: broken,
          evidence: first.map((place) => recordEvidence(pieces, place, noun.one)),
          since: pieces.timeOf(one),
          at,
          ...(fix !== null && { fix }),
        };
      },
    };
  },
} satisfies PiecesRule;

/** The reader's words on a record, “It is no JSON: …”, with its name in place of “It”. */
function saidOf(name: string, why: string): string {
  return why.startsWith('It is ') ? why.replace('It', () => name) : `${name} is no JSON. ${why}`.trim();
}

/** What to do where the first bytes of a broken record show what it is; null where they do not. */
function fixFor(begin: Uint8Array): string | null {
  const text = decoder.decode(begin).trim();
  if (/^(data|event|id|retry):/.test(text)) return EVENT_STREAM;
  return text === '{' || text === '[' ? INDENTED : null;
}
