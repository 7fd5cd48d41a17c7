import type { EndRecord } from '../../tape/index.ts';

/** What a connection's facts mean, in one sentence each. */
export interface Verdict {
  readonly text: string;
  /** False where something went wrong that a user would want to know of. */
  readonly good: boolean;
}

export const good = (text: string): Verdict => ({ text, good: true });
export const bad = (text: string): Verdict => ({ text, good: false });

/** What an end means that the browser did not report. */
export function inferredEnd(why: NonNullable<EndRecord['inferred']>): Verdict {
  switch (why) {
    case 'navigation':
      return good('Ended with its page, which went elsewhere (inferred: the browser reports no end).');
    case 'reload':
      return good('Ended with its page, which was reloaded (inferred: the browser reports no end).');
    case 'crash':
      return bad('Ended with its page, which crashed (inferred: the browser reports no end).');
    case 'target-gone':
      return good('Ended with its frame or worker, which is gone (inferred: the browser reports no end).');
    case 'capture-stopped':
      return good('Not known: capture stopped while it was open.');
  }
}
