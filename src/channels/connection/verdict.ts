import type { AnsweredBy, EndRecord } from '../../tape/index.ts';
import { type BlockedAt, blockedCause } from './blocked.ts';
import type { ConnectionFacts } from './facts.ts';

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
      return good('Ended with its page, which went elsewhere (the browser does not report this end).');
    case 'reload':
      return good('Ended with its page, which was reloaded (the browser does not report this end).');
    case 'crash':
      return bad('Ended with its page, which crashed (the browser does not report this end).');
    case 'target-gone':
      return good('Ended with its frame or worker, which is gone (the browser does not report this end).');
    case 'capture-stopped':
      return good('Not recorded from here: recording stopped while it was open.');
  }
}

const SHORT = {
  navigation: 'navigated away',
  reload: 'page reloaded',
  crash: 'page crashed',
  'target-gone': 'frame or worker gone',
  'capture-stopped': 'not recorded from here',
} as const;

/** The same in a few words. */
export function inferredEndShort(why: NonNullable<EndRecord['inferred']>): string {
  return SHORT[why];
}

/** After an end of what no browser asks for again by itself. */
export const PAGE_DECIDES = ' The page decides whether to ask again.';

const AFTERWARDS: Readonly<Record<BlockedAt, string>> = {
  policy: 'Nothing left the browser.',
  preflight: 'The request itself did not leave.',
  response: 'The page may not read this answer.',
};

/**
 * What the browser kept from the page.
 * @param blocked the browser's name for why. @param parameter what it is about, where the browser said so.
 */
export function blockedEnd(blocked: string, parameter: string | undefined): string {
  const cause = blockedCause(blocked, parameter);
  return cause
    ? `Blocked by the browser: ${cause.words} (${blocked}). ${AFTERWARDS[cause.at]}`
    : `Blocked by the browser (${blocked}): the page may not read this answer.`;
}

const ANSWERED: Readonly<Record<AnsweredBy, string>> = {
  browser: 'A recording answered, not the server: whole and at once.',
  'replay-server': 'A recording answered, not the server: through the replay server.',
};

/** Says that a recording answered, before what else is to be said; the same where none did. */
export function attributedText(answeredBy: AnsweredBy | null, text: string): string {
  return answeredBy === null ? text : `${ANSWERED[answeredBy]} ${text}`;
}

/** A verdict as of {@link attributedText}. */
export function attributed({ answeredBy }: Pick<ConnectionFacts, 'answeredBy'>, said: Verdict): Verdict {
  return answeredBy === null ? said : { ...said, text: attributedText(answeredBy, said.text) };
}

/** What ends a stream, at the begin of a sentence. */
export function senderOf({ answeredBy }: Pick<ConnectionFacts, 'answeredBy'>): string {
  return answeredBy === null ? 'The server' : 'The recording';
}
