import { duration } from '../../../format/durations.ts';
import type { WebSocketRule } from '../../rule.ts';
import { brokenLimits, IDLE_LIMITS } from '../../toolkit/limits.ts';

/** Milliseconds after which the strictest of the well-known intermediaries closes what is silent. */
const STRICTEST = IDLE_LIMITS[0].ms;

interface Silence {
  readonly from: number;
  readonly to: number;
  /** The last byte of payload before it; -1 where there was none. */
  readonly offset: number;
}

/** Whether pings went to and fro is not known, so that it is a note, however long it lasts. */
export default {
  id: 'socket-silence',
  of: 'socket',
  title: 'Long silence without a heartbeat of the application',
  severity: 'note',
  why: 'Proxies and load balancers close a connection on which nothing goes either way for a while, and a page cannot see that its WebSocket is dead. Pings and pongs of the protocol would keep it open; Chromium does not report them, so whether there were any is not known here. No page can send or see one.',
  fix: 'On the server, send pings, every 30 seconds or so. Where the page must know that the server lives, let the application send a message of its own and answer it. On the proxy, raise the idle limit.',
  source:
    'RFC 6455, section 5.5.2 (Ping); nginx proxy_read_timeout; AWS ALB idle timeout; Heroku request timeout; Cloudflare WebSockets',
  begin(socket, around) {
    const { frames } = socket.tape;
    let longest: Silence | null = null;
    let count = 0;
    let last: { readonly at: number; readonly offset: number } | null = null;
    const begin = () => {
      const at = socket.facts.response?.status === 101 ? socket.facts.response.at : null;
      return last ?? (at === null ? null : { at, offset: -1 });
    };
    const silence = (to: number): Silence | null => {
      const before = begin();
      if (!before || to - before.at <= STRICTEST || around.disturbed(before.at, to)) return null;
      return { from: before.at, to, offset: before.offset };
    };
    return {
      frame(frame) {
        const at = frames.at(frame);
        const found = silence(at);
        if (found) {
          count++;
          if (!longest || found.to - found.from > longest.to - longest.from) longest = found;
        }
        last = { at, offset: frames.start(frame) + frames.kept(frame) - 1 };
      },
      report(now) {
        const { end, suspendedAt } = socket.facts;
        const isOver = end !== null;
        const latest = suspendedAt === null && !end?.inferred ? silence(end?.at ?? now) : null;
        const told = latest ?? longest;
        // That the machine slept may have become known since.
        if (!told || around.disturbed(told.from, told.to)) return null;
        const ms = told.to - told.from;
        const isLasting = latest !== null && !isOver;
        const what = isLasting
          ? `Nothing has come or gone for ${duration(ms)}`
          : latest
            ? `Nothing came or went for ${duration(ms)}, and then it ended`
            : `Once nothing came or went for ${duration(ms)}`;
        return {
          statement: `${what}. Without pings, which are not seen here, that closes it at ${brokenLimits(ms)}.`,
          count: count + (latest ? 1 : 0),
          evidence: [{ kind: 'span', connection: socket.id, ...told, text: `silent for ${duration(ms)}` }],
          since: told.from,
          at: told.to,
          ongoing: isLasting,
        };
      },
    };
  },
} satisfies WebSocketRule;
