import { closeMeaning, Opcode } from '../../../channels/index.ts';
import { quoted } from '../../../format/quoted.ts';
import type { Severity } from '../../finding.ts';
import type { WebSocketRule } from '../../rule.ts';

/** What each code reports, and how grave it is. */
const CODES: Readonly<Record<number, readonly [severity: Severity, means: string]>> = {
  1002: ['error', 'The other side sent what is no WebSocket frame, or in a wrong order.'],
  1003: ['error', 'It cannot accept this type of message: binary instead of text, or the reverse.'],
  1007: ['error', 'A text message was not valid UTF-8: bytes belong into binary messages.'],
  1008: ['error', 'The message or the client is not allowed; often a login that has run out.'],
  1009: ['error', 'A message was larger than it accepts: send less at once, or raise its limit.'],
  1010: ['error', 'The server did not agree to an extension that the client needs.'],
  1011: ['error', 'The server failed; its log says at what.'],
  1012: ['warning', 'The server restarts: the page must open a new one.'],
  1013: ['warning', 'The server has too much to do: the page must wait before it opens a new one.'],
  1014: ['warning', 'A gateway got no good answer from the server behind it.'],
};

/** Known only where a close frame is on the tape: Chromium reports none, another source may. */
export default {
  id: 'close-code',
  of: 'socket',
  needs: ['close-frame'],
  title: 'WebSocket closed for a fault',
  severity: 'error',
  why: 'The side that closed says by its code that something was wrong. Opened again, the same may happen again.',
  fix: 'Look at the last messages before it, and at the log of the side that closed. On the page, tell codes apart before opening a new one: after 1008 or 1009 it will not help, after 1012 and 1013 it will, later.',
  source: 'RFC 6455, section 7.4.1; IANA, WebSocket Close Code Number Registry',
  begin(socket) {
    let closedBy: number | null = null;
    return {
      frame(frame) {
        if (closedBy === null && socket.tape.frames.opcode(frame) === Opcode.Close) closedBy = frame;
      },
      report() {
        const { close } = socket;
        const known = CODES[close?.code ?? 0];
        if (!close || close.code === null || closedBy === null || !known) return null;
        const [severity, means] = known;
        const { frames } = socket.tape;
        const at = frames.at(closedBy);
        const who = close.direction === 'sent' ? 'page' : 'server';
        const reason =
          close.reason === '' ? 'without a reason' : `with the reason ${quoted(close.reason, 120)}`;
        return {
          statement: `The ${who} closed it with ${close.code} (${closeMeaning(close.code)}), ${reason}. ${means}`,
          count: 1,
          severity,
          evidence: [
            {
              kind: 'row',
              connection: socket.id,
              offset: frames.start(closedBy),
              text: `close ${close.code}`,
            },
          ],
          since: at,
          at,
        };
      },
    };
  },
} satisfies WebSocketRule;
