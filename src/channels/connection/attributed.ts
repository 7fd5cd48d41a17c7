/** Whose the words about a connection are: the server's, or those of a recording that answered in its place. */
import type { AnsweredBy } from '../../tape/index.ts';
import type { ConnectionFacts } from './facts.ts';
import type { Verdict } from './verdict.ts';

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
