import { headerValue } from '../../../format/headers.ts';
import { percent } from '../../../format/numbers.ts';
import { sizeInWords } from '../../../format/sizes.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally, isAnswered } from '../../toolkit/cycles.ts';
import { deflatedSize } from '../../toolkit/deflated.ts';
import { isLoopback, LOOPBACK_REMARK } from '../../toolkit/words.ts';

/** Bytes of responses from which on it matters, bytes that are compressed as a sample, and the saving that it takes. */
const ENOUGH = 64_000;
const SAMPLE = 32_000;
const WORTH_IT = 0.5;
/** A shorter response is not worth a compressor; bytes. */
const MIN_BYTES = 256;

/** Each response is compressed alone, as a server has to. */
export default {
  id: 'poll-uncompressed',
  of: 'poll',
  needs: ['bodies'],
  title: 'Answers without compression',
  severity: 'note',
  why: 'Text as JSON is, with its names and braces, packs well; without compression all of it goes over the network with each answer.',
  fix: 'On the server or the proxy, compress application/json (nginx: gzip on, and the type in gzip_types). Not where secrets and a stranger’s text share an answer: the size would tell of them (BREACH).',
  source: 'RFC 9110, section 8.4.1, Content Codings; RFC 1951; nginx ngx_http_gzip_module, gzip_types',
  begin(loop) {
    const plain = new CycleTally();
    let bytes = 0;
    let sampled = 0;
    let packed = 0;
    return {
      cycle(cycle) {
        const { exchange } = cycle;
        const { response, tape } = exchange;
        if (!isAnswered(exchange) || response?.fromServiceWorker || tape.chunks.total < MIN_BYTES) return;
        if (!response || headerValue(response.headers, 'content-encoding') !== null) return;
        bytes += tape.chunks.total;
        plain.add(cycle, sizeInWords(tape.chunks.total));
        if (sampled >= SAMPLE || !exchange.isKept) return;
        const sample = exchange.body.subarray(0, SAMPLE);
        sampled += sample.length;
        packed += deflatedSize([sample]);
      },
      report() {
        if (bytes < ENOUGH || sampled < SAMPLE) return null;
        const saved = 1 - packed / sampled;
        if (saved < WORTH_IT) return null;
        const remark = isLoopback(loop.last?.request.url) ? ` ${LOOPBACK_REMARK}` : '';
        return plain.report(
          `${sizeInWords(bytes)} of answers came without Content-Encoding. With gzip the first ${sizeInWords(sampled)} would be about ${sizeInWords(packed)}: ${percent(saved)} less.${remark}`,
        );
      },
    };
  },
} satisfies PollRule;
