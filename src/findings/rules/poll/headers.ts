import { count } from '../../../format/numbers.ts';
import { sizeInWords } from '../../../format/sizes.ts';
import { ENOUGH_CYCLES } from '../../needs/poll.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally, FREQUENT, isAnswered, Pace } from '../../toolkit/cycles.ts';

/** Bytes of headers a byte of payload. */
const TIMES = 3;

/** HTTP/1 only: later versions compress headers, and the size of a request's is not known. */
export default {
  id: 'poll-headers',
  of: 'poll',
  needs: ['habit', 'header-sizes'],
  fits: ['short-poll', 'long-poll', 'known-client'],
  title: 'Headers outweigh the payload',
  severity: 'note',
  why: 'Each request and each answer carries all its headers, however little there is to say: cookies, above all, and what proxies add.',
  fix: 'Serve it over HTTP/2, which sends what stays the same as a reference; let the cookies’ path leave this address out; put several messages into one answer; or use Server-Sent Events or a WebSocket, which send headers once.',
  source: 'RFC 6202, section 2.2 (Header Overhead)',
  begin(loop) {
    const heavy = new CycleTally();
    const pace = new Pace(loop);
    let headers = 0;
    let payload = 0;
    let isEstimated = false;
    let answered = 0;
    return {
      cycle(cycle) {
        const { requestHeaderBytes, responseHeaderBytes, response, tape } = cycle.exchange;
        if (!isAnswered(cycle.exchange) || !response?.protocol?.startsWith('http/1')) return;
        if (!requestHeaderBytes || !responseHeaderBytes) return;
        const bytes = requestHeaderBytes.bytes + responseHeaderBytes.bytes;
        answered++;
        pace.add(cycle);
        headers += bytes;
        payload += tape.chunks.total;
        isEstimated ||= requestHeaderBytes.estimated || responseHeaderBytes.estimated;
        if (bytes >= tape.chunks.total * TIMES)
          heavy.add(cycle, `${count(bytes)} bytes for ${count(tape.chunks.total)}`);
      },
      report() {
        if (answered < ENOUGH_CYCLES || pace.perMinute < FREQUENT || headers < payload * TIMES) return null;
        const times = payload > 0 ? `, ${count(Math.round(headers / payload))} times as much` : '';
        const about = isEstimated ? 'about ' : '';
        return heavy.report(
          `${sizeInWords(payload)} of payload in ${count(answered)} answers took ${about}${sizeInWords(headers)} of headers${times}, at ${count(Math.round(pace.perMinute))} requests a minute.`,
        );
      },
    };
  },
} satisfies PollRule;
