import { duration } from '../../../format/durations.ts';
import { plural } from '../../../format/numbers.ts';
import { largest } from '../../../tape/index.ts';
import type { WebSocketRule } from '../../rule.ts';
import { firstAndLast } from '../../toolkit/evidence.ts';
import type { Due } from '../../toolkit/heartbeat/beats.ts';
import { HeartbeatObserver, type Missed } from '../../toolkit/heartbeat/observer.ts';

/** Silences kept; the rest is counted. */
const MAX_SILENCES = 200;

/** Flagged while it lasts, and kept afterwards with its length. */
export default {
  id: 'socket-heartbeat',
  of: 'socket',
  needs: ['messages', 'frame-times'],
  title: 'Missing heartbeat',
  severity: 'warning',
  why: 'The heartbeat of the application stopped, and nothing else came: the server hangs, or the network or a proxy has dropped the connection without telling. The page still believes its WebSocket open, and no browser closes it for that.',
  fix: 'On the page, close the WebSocket and open a new one when the heartbeat stays away. On the server, look at what it did at that time, and send heartbeats from a timer that nothing blocks.',
  source:
    'RFC 6455, section 5.5.2 (Ping); WHATWG WebSockets, Ping and Pong frames; the protocol of the library that is used',
  begin(socket, around) {
    const past: Missed[] = [];
    let more = 0;
    const observer = new HeartbeatObserver(socket, around, (missed) => {
      if (past.length < MAX_SILENCES) past.push(missed);
      else more++;
    });
    return {
      frame: observer.frame,
      report(now) {
        const lasting = observer.lasting(now);
        const last = lasting ?? observer.atEnd();
        // What excuses a silence may be reported after it.
        const found = past.flatMap((missed) => observer.certain(missed) ?? []);
        if (last) found.push(last);
        const first = found[0];
        const latest = found.at(-1);
        if (!first || !latest) return null;
        const count = found.length + more;
        return {
          statement: statement(latest, lasting !== null, last !== null, count, found),
          count,
          evidence: firstAndLast(found).map(({ offset, from, to }) => ({
            kind: 'span',
            connection: socket.id,
            offset,
            from,
            to,
            text: `silent for ${duration(to - from)}`,
          })),
          since: first.from,
          at: latest.to,
          ongoing: lasting !== null,
          ...(lasting && !lasting.due.isReply && { every: lasting.due.usual }),
        };
      },
    };
  },
} satisfies WebSocketRule;

function statement(
  { due, from, to }: Missed,
  isLasting: boolean,
  isLast: boolean,
  count: number,
  found: readonly Missed[],
): string {
  const what = due.isReply ? 'reply to the page’s heartbeat' : 'heartbeat';
  if (isLasting) return `No ${what} for ${duration(to - from)}; ${usual(due)}.`;
  if (isLast) return `No ${what} for ${duration(to - from)}, and then it ended; ${usual(due)}.`;
  const longest = largest(found.map((missed) => missed.to - missed.from));
  const subject = due.isReply ? 'Replies to the page’s heartbeat' : 'Heartbeats';
  return `${subject} stayed away ${plural(count, 'time')}, at most for ${duration(longest)}; ${usual(due)}.`;
}

function usual({ isReply, usual, name }: Due): string {
  return isReply ? `${name} came after ${duration(usual)} at most` : `${name} came every ${duration(usual)}`;
}
