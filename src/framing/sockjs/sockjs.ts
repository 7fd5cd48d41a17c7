import { visibleBytes } from '../../format/visible.ts';
import { DelimitedReader } from '../delimited.ts';
import type { Begins, Framing, ResponseHeaders } from '../framing.ts';
import { JsonState } from '../json/scanner.ts';
import { whyNoJson } from '../json/why.ts';
import { type Peek, type Range, RecordState } from '../record.ts';
import { frameName, Letter, sockJsTransport } from './frame.ts';
import { SockJsScanner } from './scanner.ts';

const LF = 0x0a;
/** Bytes of a frame that are quoted. */
const QUOTED = 24;

/** Frames with a value behind their letter. */
const WITH_VALUE: ReadonlySet<number> = new Set([Letter.Messages, Letter.Message, Letter.Close]);

const EMPTY = 'An empty line carries nothing: the client skips it.';
const PRELUDE =
  'The prelude: so many bytes that a browser hands over at once what follows. It carries nothing.';

/** Frames of SockJS, each on a line: a letter, and JSON behind it. Its data is that JSON: a close’s code and reason, messages. */
class SockJsReader extends DelimitedReader {
  constructor(begins?: Begins) {
    super(
      {
        byte: LF,
        name: 'line feed',
        isOptional: false,
        whyQuiet: 'A heartbeat: it keeps the connection open, and carries nothing.',
        expected: 'frame of SockJS',
      },
      begins,
      new SockJsScanner(),
    );
  }

  override data(record: number, peek: Peek): Range {
    const [start, end] = super.data(record, peek);
    const isFrame =
      this.state(record) === RecordState.Whole && WITH_VALUE.has(peek(start, start + 1)[0] ?? 0);
    return [isFrame ? start + 1 : start, end];
  }

  override type(record: number, peek: Peek): string {
    const state = this.state(record);
    if (state !== RecordState.Whole && state !== RecordState.Quiet) return '';
    const [start] = this.range(record);
    return frameName(peek(start, start + 1)[0] ?? 0);
  }

  override why(record: number, peek: Peek): string | null {
    const [start, end] = this.data(record, peek);
    if (this.state(record) !== RecordState.Quiet || end - start === 1) return super.why(record, peek);
    return end === start ? EMPTY : PRELUDE;
  }

  protected override whyBroken(record: number, peek: Peek): string {
    const [start, end] = this.data(record, peek);
    const letter = peek(start, start + 1)[0] ?? 0;
    if (!WITH_VALUE.has(letter) || end - start < 2)
      return noFrame(peek(start, Math.min(end, start + QUOTED + 1)));
    const why = whyNoJson([start + 1, end], peek);
    return why.startsWith('It is no whole')
      ? noFrame(peek(start, Math.min(end, start + QUOTED + 1)))
      : `${why} The client drops it.`;
  }
}

function noFrame(begin: Uint8Array): string {
  const more = begin.length > QUOTED ? '…' : '';
  return `It is no frame of SockJS: “${visibleBytes(begin.subarray(0, QUOTED))}${more}”. The client drops it.`;
}

function isStated({ url }: ResponseHeaders, head: Uint8Array): boolean {
  const transport = sockJsTransport(url);
  // What is streamed is known by the address; a poll’s body shows itself: another server’s answer may have this address.
  if (transport === 'xhr_streaming' && head.length === 0) return true;
  return (transport === 'xhr_streaming' || transport === 'xhr') && beginsFrame(head);
}

/** A whole frame or empty line, or what is so far the begin of one. */
function beginsFrame(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  const scanner = new SockJsScanner();
  const end = head.indexOf(LF);
  scanner.scanWhole(head, 0, end < 0 ? head.length : end);
  return scanner.state !== JsonState.Failed;
}

export const sockJs: Framing = {
  id: 'sockjs',
  label: 'SockJS',
  noun: { one: 'frame', many: 'frames' },
  source: 'SockJS protocol 0.3.3, sections “Protocol and framing” and “xhr-streaming”',
  statedBy: 'its address',
  isJson: true,
  isStated,
  open: (_response, begins) => new SockJsReader(begins),
};
