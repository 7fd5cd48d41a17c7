/** Attaching to the page and letting it go. A tab has one attachment: who comes late must not take the next one's along. */
import type { Discovery } from '../../protocol/discovery.ts';
import type { Transport } from '../../protocol/transport.ts';
import { beforeAbort, CaptureRefused } from '../source.ts';
import { refusalOf } from './refusal.ts';

export interface Attachment {
  readonly transport: Transport;
  readonly discovery?: Discovery;
}

export interface AttachmentParts {
  /** @throws Error with the browser's sentence where it is refused. */
  readonly attach: () => Promise<Attachment>;
  /** Detaches whatever is attached, also an orphan of an earlier life. */
  readonly detach: () => Promise<void>;
}

export class TabAttachment {
  readonly #parts: AttachmentParts;
  /** Who attaches, or is attached. */
  #users = 0;
  /** Something attached for which nobody waited any longer. */
  #hasLeftOver = false;
  #lettingGo: Promise<void> = Promise.resolve();

  constructor(parts: AttachmentParts) {
    this.#parts = parts;
  }

  /** @throws CaptureRefused */
  async attach(signal: AbortSignal): Promise<Attachment> {
    this.#users++;
    try {
      await beforeAbort(this.#lettingGo, signal);
      return await this.#takeOver(signal);
    } catch (error) {
      this.#leave();
      throw asRefusedAttachment(error);
    }
  }

  /** Never throws: a page that is gone is let go. */
  async detach(): Promise<void> {
    this.#hasLeftOver = false;
    await this.#parts.detach().catch(() => {});
    this.#leave();
  }

  /** The browser has detached it. */
  lost(): void {
    this.#leave();
  }

  #leave(): void {
    this.#users--;
    this.#detachLeftOver();
  }

  /** An attachment of our own from an earlier life is in the way of the next: taken over by detaching it. */
  async #takeOver(signal: AbortSignal): Promise<Attachment> {
    try {
      return await this.#attachInTime(signal);
    } catch (error) {
      if (asRefusedAttachment(error).code !== 'another-debugger') throw error;
      await beforeAbort(
        this.#parts.detach().catch(() => {}),
        signal,
      );
      return this.#attachInTime(signal);
    }
  }

  /** One that comes too late is detached: else the browser's banner would stay with nothing behind it. */
  async #attachInTime(signal: AbortSignal): Promise<Attachment> {
    const attaching = this.#parts.attach();
    try {
      return await beforeAbort(attaching, signal);
    } catch (error) {
      void attaching.then(
        () => {
          this.#hasLeftOver = true;
          this.#detachLeftOver();
        },
        () => {},
      );
      throw error;
    }
  }

  #detachLeftOver(): void {
    if (!this.#hasLeftOver || this.#users > 0) return;
    this.#hasLeftOver = false;
    this.#lettingGo = this.#parts.detach().catch(() => {});
  }
}

function asRefusedAttachment(error: unknown): CaptureRefused {
  if (error instanceof CaptureRefused) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new CaptureRefused(refusalOf(message), message);
}
