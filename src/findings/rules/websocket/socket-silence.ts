import { duration } from '../../../format/durations.ts';
import type { EndRecord } from '../../../tape/index.ts';
import type { WebSocketRule } from '../../rule.ts';
import { HeartbeatObserver } from '../../toolkit/heartbeat/observer.ts';
import { brokenLimits, IDLE_LIMITS } from '../../toolkit/limits.ts';
import { isLoopback, LOOPBACK_REMARK } from '../../toolkit/words.ts';

/** Milliseconds after which the strictest of the well-known intermediaries closes what is silent. */
const STRICTEST = IDLE_LIMITS[0].ms;
/** An intermediary closes no sooner, and little later than its limit, milliseconds. */
const SOONER = 1000;
const LATER = 5000;

interface Silence {
  readonly from: number;
  readonly to: number;
  /** The last byte of payload before it; -1 where there was none. */
  readonly offset: number;
}

/**
 * Whether pings went to and fro is not known, so that it is a note, however long it lasts. A silence after which something
 * came shows that nothing on the way closes the WebSocket so soon. Of a heartbeat that stays away another rule speaks.
 */
export default {
  id: 'socket-silence',
  of: 'socket',
  needs: ['frame-times'],
  title: 'Long silence',
  severity: 'note',
  why: 'Proxies and load balancers close a connection on which nothing goes either way for a while, and a page cannot see that its WebSocket is dead. Pings and pongs of the protocol would keep it open; Chromium does not report them, so whether there were any is not known here. No page can send or see one.',
  fix: 'On the server, send pings, every 30 seconds or so. Where the page must know that the server lives, let the application send a message of its own and answer it. On the proxy, raise the idle limit.',
  source:
    'RFC 6455, section 5.5.2 (Ping); nginx proxy_read_timeout; AWS ALB idle timeout; Heroku request timeout; Cloudflare WebSockets',
  begin(socket, around) {
    const { frames } = socket.tape;
    const heartbeats = new HeartbeatObserver(socket, around);
    /** The longest of those that ended with what the page sent, since something came. */
    let pending: Silence | null = null;
    /** Milliseconds of the longest after which something came. */
    let survived: number = STRICTEST;
    let last: { readonly at: number; readonly offset: number } | null = null;
    const begin = () => {
      const at = socket.facts.response?.status === 101 ? socket.facts.response.at : null;
      return last ?? (at === null ? null : { at, offset: -1 });
    };
    const silence = (to: number): Silence | null => {
      const before = begin();
      if (!before || to - before.at <= STRICTEST) return null;
      const from = around.calmSince(before.at, to);
      return to - from > STRICTEST ? { from, to, offset: before.offset } : null;
    };
    return {
      frame(frame) {
        const at = frames.at(frame);
        pending = longer(pending, silence(at));
        if (frames.direction(frame) === 'received') {
          if (pending) survived = Math.max(survived, lengthOf(pending));
          pending = null;
        }
        last = { at, offset: frames.start(frame) + frames.kept(frame) - 1 };
        heartbeats.frame(frame);
      },
      report(now) {
        const { end, suspendedAt, request } = socket.facts;
        if (suspendedAt !== null || end?.inferred || heartbeats.isExpecting) return null;
        const latest = silence(end?.at ?? now);
        const told = end ? longer(pending, latest) : latest;
        // That the machine slept may have become known since.
        if (!told || around.disturbed(told.from, told.to)) return null;
        const ms = lengthOf(told);
        if (ms <= survived || (end && !isByLimit(end, ms))) return null;
        const what = end
          ? `Nothing came or went for ${duration(ms)}, and then it ended`
          : `Nothing has come or gone for ${duration(ms)}`;
        const remark = isLoopback(request?.url) ? ` ${LOOPBACK_REMARK}` : '';
        return {
          statement: `${what}. Without pings, which are not seen here, that closes it at ${brokenLimits(ms)}.${remark}`,
          count: 1,
          evidence: [{ kind: 'span', connection: socket.id, ...told, text: `silent for ${duration(ms)}` }],
          since: told.from,
          at: told.to,
          ongoing: !end,
        };
      },
    };
  },
} satisfies WebSocketRule;

function lengthOf({ from, to }: Silence): number {
  return to - from;
}

function longer(a: Silence | null, b: Silence | null): Silence | null {
  return a && b ? (lengthOf(b) > lengthOf(a) ? b : a) : (a ?? b);
}

/** Whether the silence may be why it ended: a page closes what it needs no more, and that is silent before too. */
function isByLimit(end: EndRecord, ms: number): boolean {
  return end.how === 'failed' || IDLE_LIMITS.some((limit) => ms > limit.ms - SOONER && ms < limit.ms + LATER);
}
