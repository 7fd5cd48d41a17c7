import { count, list, noun, plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import type { ConnectionFacts } from '../../connection/facts.ts';
import { bad, good, type Verdict } from '../../connection/verdict.ts';
import { type Environment, type Holder, TCP_CONNECTIONS_PER_HOST } from '../../model/environment.ts';

/** Requests under way to one host over HTTP/2 from which on a server's limit may be reached (RFC 9113, 6.5.2: at least 100). */
const MANY_STREAMS = 100;

/**
 * What a request waits for that was not seen to leave the browser; null where nothing is known to hold it. It is good where it is
 * only what may hold it.
 * @param id its connection on the tape.
 */
export function waitingFor(id: string, facts: ConnectionFacts, environment: Environment): Verdict | null {
  const { request, sent, response, end } = facts;
  if (sent || response || end || request?.openBefore || !request?.url || !URL.canParse(request.url))
    return null;
  const { host } = new URL(request.url);
  const holders = environment.holders(host).filter((holder) => holder.id !== id);
  const of = (protocol: Holder['protocol']) => holders.filter((holder) => holder.protocol === protocol);
  const first = of('http/1');
  if (first.length >= TCP_CONNECTIONS_PER_HOST) {
    return bad(
      `Waiting for a connection: ${count(first.length)} are open to ${host} (${namesOf(first)}), and a browser opens no more than ${TCP_CONNECTIONS_PER_HOST} to one host over HTTP/1.1. Close one, or serve it over HTTP/2.`,
    );
  }
  if (first.length + of('unknown').length >= TCP_CONNECTIONS_PER_HOST) {
    return bad(
      `Waiting: the request was not seen to leave the browser. ${count(holders.length)} others to ${host} are under way (${namesOf(holders)}) and have no response yet. Over HTTP/1.1 a browser opens no more than ${TCP_CONNECTIONS_PER_HOST} connections to one host.`,
    );
  }
  const streams = of('http/2').length;
  if (streams === 0) return null;
  const others = `${plural(streams, 'other')} to ${host} ${noun(streams, 'is', 'are')} under way over HTTP/2, and a server allows only so many at once (SETTINGS_MAX_CONCURRENT_STREAMS, mostly 100 to 256).`;
  return streams < MANY_STREAMS
    ? good(`Connecting: the request was not seen to leave the browser yet. ${others}`)
    : bad(`Waiting: the request was not seen to leave the browser. ${others}`);
}

/** Names of the first that hold the connections, each once. Of hundreds only as many are looked at as are named. */
export function namesOf(holders: readonly Holder[]): string {
  const names = new Set<string>();
  for (const { url } of holders) {
    names.add(quoted(pathOf(url), 60));
    if (names.size === TCP_CONNECTIONS_PER_HOST) break;
  }
  return list([...names]);
}

function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
