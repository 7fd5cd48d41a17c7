import { type EventStream, peekOf } from '../../channels/index.ts';
import { combinedHeader } from '../../format/headers.ts';
import { lineText } from '../../sse/index.ts';
import type { LineAt } from '../observer.ts';

/** The beginning of a line as it came. */
export function textOf(stream: EventStream, { segment, line }: LineAt, max = 60): string {
  return lineText(segment.reader, line, peekOf(segment, stream.tape.bytes), max);
}

/** The first bytes of a line as they came. */
export function bytesOf(stream: EventStream, { segment, line }: LineAt, max: number): Uint8Array {
  const start = segment.reader.lineStart(line);
  return peekOf(segment, stream.tape.bytes)(start, Math.min(segment.reader.lineEnd(line), start + max));
}

/** Offset of a line's first byte in its connection. */
export function offsetOf({ segment, line }: LineAt): number {
  return segment.base + segment.reader.lineStart(line);
}

/** Values of the response's headers of that name as one; null where there is none. @param name in any case. */
export function headerOf(stream: EventStream, name: string): string | null {
  return combinedHeader(stream.facts.response?.headers ?? [], name);
}

/** How the response was compressed, by its Content-Encoding; null where it was not. */
export function codingOf(stream: EventStream): string | null {
  const coding = headerOf(stream, 'content-encoding')?.trim();
  return !coding || coding.toLowerCase() === 'identity' ? null : coding;
}

/** What helps against a compressor that holds events back. @param coding by its name in Content-Encoding. */
export function flushRemedy(coding: string): string {
  return `A compressor (${coding}) gathers what it gets. On the server or the proxy that compresses, flush it after each event (gzip: Z_SYNC_FLUSH; in most middleware a call of flush), or leave text/event-stream out of compression. Where that does not help, switch off the proxy’s buffering too.`;
}

/** Whether an address is this machine: then no proxy is on the way that another installation may have. */
export function isLoopback(url: string | undefined): boolean {
  if (!url || !URL.canParse(url)) return false;
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

/** The remark on a loopback address where a proxy would make the difference. */
export const LOOPBACK_REMARK = 'It was asked on this machine: elsewhere a proxy may do it.';
