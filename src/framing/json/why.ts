import { count } from '../../format/numbers.ts';
import { visibleBytes } from '../../format/visible.ts';
import type { Peek, Range } from '../record.ts';
import { JsonScanner, JsonState } from './scanner.ts';

/** Bytes in which the fault is looked for, so that a look at a record of 64 MiB takes no second. */
const MAX_LOOKED = 1_048_576;
/** Bytes that are quoted from the fault on. */
const QUOTED = 24;

/** Where a text stops being JSON, in a sentence. */
export function whyNoJson([start, end]: Range, peek: Peek): string {
  const length = end - start;
  const looked = peek(start, start + Math.min(length, MAX_LOOKED));
  const scanner = new JsonScanner();
  const at = scanner.scanWhole(looked, 0, looked.length);
  if (scanner.state !== JsonState.Failed) {
    return looked.length < length ? 'It is no JSON.' : 'It is no whole JSON value.';
  }
  const rest = looked.subarray(at, at + QUOTED);
  const quoted = `“${visibleBytes(rest)}${length > at + QUOTED ? '…' : ''}”`;
  return at === 0 ? `It is no JSON: ${quoted}.` : `It is no JSON from byte ${count(at)} of it on: ${quoted}.`;
}
