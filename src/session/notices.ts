import { noticeOf } from '../capture/notices.ts';
import type { Notice, NoticeCode } from '../capture/status.ts';

/** Notices of the session itself, beside those of capture. */
export class SessionNotices {
  readonly #notices = new Map<NoticeCode, Notice>();
  /** Texts that the user has dismissed: the same is not shown twice. */
  readonly #dismissed = new Set<string>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  all(): readonly Notice[] {
    return [...this.#notices.values()];
  }

  /** Puts a notice in the place of the one with its code. */
  set(code: NoticeCode, detail: string): void {
    const notice = noticeOf(code, detail);
    if (this.#dismissed.has(notice.text) || this.#notices.get(code)?.text === notice.text) return;
    this.#notices.set(code, notice);
    this.#changed();
  }

  /** What is on the tape could not be shown, by a fault of ours. @param where before the error's own words. */
  readingFailed(error: unknown, where = ''): void {
    this.set('reading-failed', where + (error instanceof Error ? error.message : String(error)));
  }

  dismiss(code: NoticeCode): void {
    const notice = this.#notices.get(code);
    if (!notice) return;
    this.#dismissed.add(notice.text);
    this.#notices.delete(code);
    this.#changed();
  }
}
