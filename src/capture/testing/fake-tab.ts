/** A tab as `chrome.debugger` sees it: it is attached to or not, whoever asked for it. */
import { FakeTransport } from '../../protocol/testing/fake-transport.ts';
import type { Attachment } from '../debugger/attachment.ts';
import { Stall } from './stall.ts';

export class FakeTab {
  readonly transports: FakeTransport[] = [];
  isAttached = false;
  attaches = 0;
  detaches = 0;
  /** The sentence it is refused with. */
  refusal: string | null = null;
  isGone = false;
  /** Holds back what answers an attach. */
  readonly stall = new Stall();

  readonly attach = async (): Promise<Attachment> => {
    this.attaches++;
    if (this.refusal !== null) throw new Error(this.refusal);
    await this.stall.pass();
    this.isAttached = true;
    const transport = new FakeTransport();
    this.transports.push(transport);
    return { transport };
  };
  readonly detach = async (): Promise<void> => {
    this.detaches++;
    if (this.isGone) throw new Error('No tab with given id 1.');
    this.isAttached = false;
  };

  get transport(): FakeTransport {
    const transport = this.transports.at(-1);
    if (!transport) throw new Error('it was not attached to');
    return transport;
  }
  get isListenedTo(): boolean {
    return this.transports.some(({ listening }) => listening);
  }
}
