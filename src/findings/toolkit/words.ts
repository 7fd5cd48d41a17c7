import { peekOf, type StreamChannel } from '../../channels/index.ts';
import { lineText } from '../../sse/index.ts';
import type { LineAt } from '../observer.ts';

const whole = new Intl.NumberFormat('en-US');

/** `1204` as "1,204". */
export function count(value: number): string {
  return whole.format(value);
}

/** "1 block", "1,204 blocks". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `0.924` as "92 %". */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Bytes for a sentence, in decimal units as in the panel: "812 bytes", "9.4 kB", "32 kB", "1.2 MB". */
export function size(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  const [amount, unit] = bytes < 999_500 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${amount < 9.95 ? amount.toFixed(1).replace(/\.0$/, '') : count(Math.round(amount))} ${unit}`;
}

/** Milliseconds for a sentence: "240 ms", "1.5 s", "41 s", "2 min 5 s". */
export function span(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1).replace(/\.0$/, '')} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}

/** A text as it is quoted in a sentence: short, on one line, control characters visible. */
export function quoted(text: string, most = 40): string {
  const short = text.length > most ? `${text.slice(0, most)}…` : text;
  return `“${short.replace(/[\u0000-\u001f\u007f]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}”`;
}

/** The beginning of a line as it came. */
export function textOf(stream: StreamChannel, { segment, line }: LineAt, most = 60): string {
  return lineText(segment.reader, line, peekOf(segment, stream.tape.bytes), most);
}

/** The first bytes of a line as they came. */
export function bytesOf(stream: StreamChannel, { segment, line }: LineAt, most: number): Uint8Array {
  const start = segment.reader.lineStart(line);
  return peekOf(segment, stream.tape.bytes)(start, Math.min(segment.reader.lineEnd(line), start + most));
}

/** Offset of a line's first byte in its connection. */
export function offsetOf({ segment, line }: LineAt): number {
  return segment.base + segment.reader.lineStart(line);
}

/** Value of the first header of that name in the answer, or null. */
export function headerOf(stream: StreamChannel, name: string): string | null {
  return headerIn(stream.facts.response?.headers ?? [], name);
}

/** Value of the first header of that name, or null. @param name in lower case. */
export function headerIn(headers: readonly (readonly [string, string])[], name: string): string | null {
  const found = headers.find(([header]) => header.toLowerCase() === name);
  return found ? found[1] : null;
}

/** Whether an address is this machine: then no proxy is on the way that another installation may have. */
export function isLoopback(url: string | undefined): boolean {
  if (!url || !URL.canParse(url)) return false;
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

/** What is said of a loopback address where a proxy would make the difference. */
export const LOOPBACK_REMARK = 'It was asked on this machine: elsewhere a proxy may do it.';
