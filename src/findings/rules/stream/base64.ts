import { peekOf, RowKind } from '../../../channels/index.ts';
import { count, plural } from '../../../format/numbers.ts';
import { blockRange, readBlock } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';

/** Bytes from which it matters, events looked into, and characters that must be base64 to be believed. */
const LARGE = 400;
const LOOKED_AT = 1000;
const SAMPLE = 300;

const BASE64 = /^(data:[\w/+.;=-]+;base64,)?[A-Za-z0-9+/]+={0,2}$/;

export default {
  id: 'base64',
  of: 'stream',
  needs: ['bytes'],
  title: 'Bytes sent as base64',
  severity: 'note',
  why: 'An event stream carries text only, so bytes have to be written as text: base64 makes four of three, a third more.',
  fix: 'Send the address of the bytes and let the page fetch them, or use a WebSocket or a fetch of its own for them. With compression on, most of the overhead goes.',
  source: 'RFC 4648, section 4',
  begin(stream) {
    const tally = new Tally(stream);
    let looked = 0;
    let bytes = 0;
    return {
      row({ key, kind, ref }) {
        if (kind !== RowKind.Event || looked >= LOOKED_AT) return;
        const segment = stream.segmentOfRow(key);
        if (!segment) return;
        const [start, end] = blockRange(segment.reader, ref);
        if (end - start < LARGE) return;
        looked++;
        const { data } = readBlock(segment.reader, ref, peekOf(segment, stream.tape.bytes), SAMPLE);
        if (!isBase64(data)) return;
        bytes += end - start;
        tally.add(segment.base + start, () => `${count(end - start)} bytes`);
      },
      report: () =>
        tally.report(
          (of) =>
            `${plural(of, 'event')} of base64, ${count(bytes)} bytes: about ${count(Math.round(bytes / 4))} of them overhead.`,
        ),
    };
  },
} satisfies StreamRule;

/** Hexadecimal and long words are base64 by their letters too: of bytes it has both cases and digits. */
function isBase64(text: string): boolean {
  return (
    BASE64.test(text) &&
    /[a-z]/.test(text) &&
    /[A-Z]/.test(text) &&
    /\d/.test(text) &&
    !/^[0-9a-f]+$/i.test(text)
  );
}
