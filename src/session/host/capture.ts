import type { CaptureStatus, NoticeCode } from '../../capture/status.ts';
import type { SourceName } from '../../tape/index.ts';

/** The capture of the page, whatever tape is shown. */
export interface CaptureHost {
  /** How it stands, and what the user is to know of it; notices of the session among them. */
  status(): CaptureStatus;
  record(on: boolean): void;
  useSource(source: SourceName): void;
  dismissNotice(code: NoticeCode): void;
  reloadPage(): void;
  /** Looks up now which types have listeners; the outcome arrives in `ConnectionDetail.listeners`. */
  findListeners(): void;
  /** Looks now for addresses that are not known, of what was open before recording. */
  findAddresses(): void;
}
