import { plural } from '../../../format/numbers.ts';
import type { ClientClose } from '../clients/client.ts';

/** The sessions of a known client that its server closed, as far as it said so. */
export class ClosedSessions {
  #count = 0;
  #last: ClientClose | null = null;

  /** Each answer to a session that is closed says so again. */
  add(close: ClientClose | null): void {
    if (close === null) return;
    if (close.session !== this.#last?.session) this.#count++;
    this.#last = close;
  }

  /** In a sentence, with a space after it; '' where there is none. */
  get words(): string {
    if (!this.#last) return '';
    const { code, reason } = this.#last;
    const latest = this.#count === 1 ? '' : ', the latest';
    return `The server closed ${plural(this.#count, 'session')}${latest} with ${code}${reason === '' ? '' : ` ${reason}`}. `;
  }
}
