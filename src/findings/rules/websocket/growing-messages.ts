import { Opcode } from '../../../channels/index.ts';
import { count, plural } from '../../../format/numbers.ts';
import type { Direction } from '../../../tape/index.ts';
import type { WebSocketRule } from '../../rule.ts';

/** Messages one after another that grow, from which on it is reported. */
const MANY = 20;
/** What the last of them must have, in bytes, and against the first. */
const LARGE = 4096;
const TIMES = 4;
/** A message this much smaller than the last is of another kind (a ping, a reply), and is passed over. */
const OTHER = 0.5;

/** Messages that went one way, each larger than the one before. */
interface Run {
  messages: number;
  firstFrame: number;
  lastFrame: number;
  first: number;
  last: number;
  total: number;
  /** Smaller ones among them since the last that grew. */
  passed: number;
}

/** A log that is sent as a whole each time grows without end. */
export default {
  id: 'growing-messages',
  of: 'socket',
  needs: ['messages'],
  title: 'Messages that grow and grow',
  severity: 'warning',
  why: 'Each message is larger than the one before, as where a whole list or text is sent again with every addition. What is sent grows with the square of what there is: it is slow at first, and then stops at a limit (close code 1009).',
  fix: 'Send what is new, with its place; the whole only when the other side asks for it. Compression (permessage-deflate) makes it smaller on the wire, not for the program that reads it.',
  source: 'RFC 6455, section 7.4.1 (1009); RFC 7692 (permessage-deflate)',
  begin(socket) {
    const runs: Record<Direction, Run | null> = { sent: null, received: null };
    let longest: { readonly direction: Direction; readonly run: Run } | null = null;
    const { frames } = socket.tape;
    return {
      frame(frame) {
        const opcode = frames.opcode(frame);
        if (opcode !== Opcode.Text && opcode !== Opcode.Binary) return;
        const length = frames.length(frame);
        const direction = frames.direction(frame);
        const run = runs[direction];
        if (run && length < run.last * OTHER && run.passed <= run.messages) {
          run.passed++;
          return;
        }
        if (!run || length <= run.last) {
          runs[direction] = begun(frame, length);
          return;
        }
        run.messages++;
        run.lastFrame = frame;
        run.last = length;
        run.total += length;
        run.passed = 0;
        const isTold = run.messages >= MANY && length >= LARGE && length >= run.first * TIMES;
        if (isTold && run.total >= (longest?.run.total ?? 0)) longest = { direction, run: { ...run } };
      },
      report() {
        if (!longest) return null;
        const { direction, run } = longest;
        const who = direction === 'sent' ? 'the page sent' : 'the server sent';
        const row = (frame: number, text: string) =>
          ({ kind: 'row', connection: socket.id, offset: frames.start(frame), text }) as const;
        return {
          statement: `Of ${plural(run.messages, 'message')} that ${who} each was larger than the one before, from ${count(run.first)} to ${count(run.last)} bytes: ${count(run.total)} bytes in all.`,
          count: 1,
          evidence: [
            row(run.firstFrame, `the first, ${plural(run.first, 'byte')}`),
            row(run.lastFrame, `the last, ${plural(run.last, 'byte')}`),
          ],
          since: frames.at(run.firstFrame),
          at: frames.at(run.lastFrame),
        };
      },
    };
  },
} satisfies WebSocketRule;

function begun(frame: number, length: number): Run {
  return {
    messages: 1,
    firstFrame: frame,
    lastFrame: frame,
    first: length,
    last: length,
    total: length,
    passed: 0,
  };
}
