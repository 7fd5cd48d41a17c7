/** Notices for the user: what happened, that the tape is kept, and how to continue. */
import type { Notice, NoticeCode } from './status.ts';

const MESSAGES_CONTINUE = 'Until then the messages that DevTools itself sees are shown, without their bytes.';

const TEXTS: Readonly<Record<NoticeCode, Omit<Notice, 'code'>>> = {
  'banner-cancelled': {
    level: 'warning',
    text: 'Recording stopped, because Cancel was pressed in the browser’s banner “started debugging this browser”. What was captured is kept. Press Record to continue; or capture messages only, which needs no banner.',
    action: 'record',
  },
  'another-debugger': {
    level: 'error',
    text: `Another debugger is attached to this page and did not let go. Close it (another extension, or a remote debugger), then press Record. ${MESSAGES_CONTINUE}`,
    action: 'record',
  },
  'not-debuggable': {
    level: 'warning',
    text: `The browser lets no extension debug this page (its own pages and the extension store are closed to all). Recording continues by itself when the page goes elsewhere. ${MESSAGES_CONTINUE}`,
  },
  'attach-refused': {
    level: 'error',
    text: `The browser refused to attach to this page; a policy may forbid it. ${MESSAGES_CONTINUE}`,
    action: 'record',
  },
  'target-closed': {
    level: 'warning',
    text: `The page was replaced and the browser detached from it. Recording continues by itself when the page can be attached to again. ${MESSAGES_CONTINUE}`,
    action: 'record',
  },
  crashed: {
    level: 'error',
    text: 'The page crashed. Its streams have ended, what was captured is kept, and recording continues when the page is loaded again.',
    action: 'reload-page',
  },
  'no-answer': {
    level: 'warning',
    text: 'The page does not answer: it is busy, stands at a breakpoint, or has crashed. Recording continues as soon as it answers; if it does not, reload it.',
    action: 'reload-page',
  },
  'messages-only': {
    level: 'info',
    text: 'Messages only, without the debugging banner: finished messages as DevTools keeps them. No comments, no chunks, no retry, no bytes.',
  },
  'capture-failed': {
    level: 'error',
    text: 'Capture failed. What was captured is kept; press Record to try again.',
    action: 'record',
  },
  'reading-failed': {
    level: 'error',
    text: 'Something could not be read any further, by a fault of Streamscope or a limit. What was captured is kept, and is in the export; everything else continues.',
  },
  'settings-failed': {
    level: 'warning',
    text: 'The browser did not let settings be read or saved.',
  },
};

/** @param detail the browser's own words, where there are any. */
export function noticeOf(code: NoticeCode, detail?: string): Notice {
  const notice = TEXTS[code];
  return { code, ...notice, text: detail ? `${notice.text} (${detail})` : notice.text };
}
