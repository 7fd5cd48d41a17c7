import type { PiecesRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';

/** Comments and fields at the begin of a body, and the blank line that ends a block. */
const BLOCK =
  /^\ufeff?(?::[^\r\n]*(?:\r\n|\r|\n)+)*(?:(?:data|event|id|retry):[^\r\n]*(?:\r\n|\r|\n))+(?:\r\n|\r|\n)/;
/** Bytes in which a whole block is looked for. */
const LOOKED = 8192;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Only what begins with a whole block: text that has “data:” in its first line is none. */
export default {
  id: 'pieces-event-stream',
  of: 'pieces',
  needs: ['unframed-body', 'records'],
  title: 'Looks like an event stream, but is not sent as one',
  severity: 'warning',
  why: 'No EventSource opens it, libraries that check the type refuse it, proxies may hold it back or compress it as any other text, and here its rows are chunks, not events.',
  fix: 'On the server, send “Content-Type: text/event-stream”.',
  source: 'WHATWG HTML, 9.2.3 and 9.2.5 (text/event-stream)',
  begin(pieces) {
    let isOne: boolean | null = null;
    return {
      record() {
        // Once there is a whole block it stays one; of more than is looked at nothing more is expected.
        if (isOne || pieces.framing.id !== 'chunks' || (isOne === false && pieces.tape.bytes.length > LOOKED))
          return;
        const { bytes } = pieces.tape;
        isOne = beginsBlock(decoder.decode(bytes.peek(0, Math.min(LOOKED, bytes.length)) ?? undefined));
      },
      report() {
        if (!isOne) return null;
        const type = pieces.facts.response?.mimeType;
        const sent = type ? `its Content-Type is ${type}` : 'it has no Content-Type';
        return connectionReport(
          pieces,
          pieces.facts.response?.at ?? 0,
          `Its lines are those of an event stream, but ${sent}.`,
          {
            evidence: [{ kind: 'row', connection: pieces.id, offset: 0, text: 'first chunk' }],
          },
        );
      },
    };
  },
} satisfies PiecesRule;

/** Whether a text begins with a block that would be an event: words before a colon may be anything, so it must have data. */
function beginsBlock(text: string): boolean {
  const block = BLOCK.exec(text)?.[0] ?? '';
  return /(^|[\r\n\ufeff])data:/.test(block);
}
