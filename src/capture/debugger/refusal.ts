/** Why the browser would not let the debugger attach. */
import type { NoticeCode } from '../status.ts';

/** What an attachment that is refused is thrown as; any error will do, its message decides. */
export type Refusal = Extract<
  NoticeCode,
  'another-debugger' | 'not-debuggable' | 'attach-refused' | 'no-answer'
>;

/** `chrome.debugger.attach` gives its reasons only as English sentences. */
export function refusalOf(message: string): Refusal {
  if (/another debugger/i.test(message)) return 'another-debugger';
  if (/no answer/i.test(message)) return 'no-answer';
  // "Cannot access a chrome:// URL", "… contents of url", "Cannot attach to this target.", "The extensions gallery cannot be scripted."
  if (/cannot access|cannot attach|gallery|chrome(-extension)?:\/\//i.test(message)) return 'not-debuggable';
  return 'attach-refused';
}
