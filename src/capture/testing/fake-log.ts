/** DevTools' log as a test writes it; it counts how often it was asked. */
import type { HarEntry, HarLog } from '../log/har.ts';
import { Stall } from './stall.ts';

export class FakeLog {
  entries: HarEntry[] = [];
  asked = 0;
  isGone = false;
  /** Holds back its answers. */
  readonly stall = new Stall();

  readonly getHar = async (): Promise<HarLog> => {
    this.asked++;
    if (this.isGone) throw new Error('closing');
    await this.stall.pass();
    return { entries: [...this.entries] };
  };
}
