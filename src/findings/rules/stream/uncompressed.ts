import type { EventStream } from '../../../channels/index.ts';
import { percent } from '../../../format/numbers.ts';
import { sizeInWords } from '../../../format/sizes.ts';
import type { StreamRule } from '../../rule.ts';
import { deflatedSize } from '../../toolkit/deflated.ts';
import { headerReport } from '../../toolkit/once.ts';
import { headerOf, isLoopback, LOOPBACK_REMARK } from '../../toolkit/words.ts';

/** Bytes of a stream from which on it matters, bytes of it that are compressed to see, and what must go of them. */
const ENOUGH = 64_000;
const SAMPLE = 32_000;
const WORTH_IT = 0.5;

/** The sample is compressed for real, once, and given up again: a thousand connections keep one number each. */
export default {
  id: 'uncompressed',
  of: 'stream',
  needs: ['response', 'bytes'],
  title: 'No compression where it would save much',
  severity: 'note',
  why: 'Messages of a stream are alike, and a compressor remembers those before: after the first ones most of each is sent as a reference. Without it the same names and braces go over the network every time.',
  fix: 'On the server or the proxy, compress text/event-stream (nginx: gzip on, and the type in gzip_types), and flush the compressor after each message: without that it holds messages back. Not where secrets and a stranger’s text share a stream: the size would tell of them (BREACH).',
  source: 'RFC 9110, section 8.4.1, Content Codings; RFC 1951; nginx ngx_http_gzip_module, gzip_types',
  begin(stream) {
    let packed: number | null = null;
    return {
      chunk() {
        if (packed !== null || stream.tape.bytes.length < ENOUGH) return;
        packed = isPlain(stream) ? deflatedSize(sample(stream)) : SAMPLE;
      },
      report() {
        const { request, response } = stream.facts;
        if (packed === null || !response) return null;
        const saved = 1 - packed / SAMPLE;
        if (saved < WORTH_IT) return null;
        const { bytes } = stream.tape;
        const remark = isLoopback(request?.url) ? ` ${LOOPBACK_REMARK}` : '';
        return headerReport(
          stream,
          response.at,
          'content-encoding',
          `${sizeInWords(bytes.length)} came without Content-Encoding. With gzip and a flush after each chunk the first ${sizeInWords(SAMPLE)} would be about ${sizeInWords(packed)}: ${percent(saved)} less.${remark}`,
        );
      },
    };
  },
} satisfies StreamRule;

/** A service worker’s response did not come over the network as it is. */
function isPlain(stream: EventStream): boolean {
  const { response } = stream.facts;
  return response?.status === 200 && !response.fromServiceWorker && !headerOf(stream, 'content-encoding');
}

function* sample({ tape }: EventStream): Generator<Uint8Array> {
  const { chunks, bytes } = tape;
  for (let chunk = 0, start = 0; chunk < chunks.count && start < SAMPLE; chunk++) {
    const end = Math.min(SAMPLE, tape.keptEnd(chunk));
    const piece = bytes.peek(start, end);
    if (piece) yield piece;
    start = end;
  }
}
