/** Messages without the debugger: `chrome.devtools.network.getHAR()`, asked about once a second. */
import type { TapeWriter } from '../../tape/index.ts';
import type { TapeClock } from '../clock.ts';
import type { Memory } from '../protocol/memory.ts';
import type { HarLog } from './log.ts';

export type GetHar = () => Promise<HarLog>;

export interface HarCapture {
  start(): void;
  stop(): void;
  /** Once: what ran before the debugger was attached. */
  fill(): Promise<void>;
}

export function captureHar(_needs: {
  getHar: GetHar;
  tape: TapeWriter;
  clock: TapeClock;
  memory: Memory;
}): HarCapture {
  return { start() {}, stop() {}, async fill() {} };
}
