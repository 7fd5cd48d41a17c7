import { headerValue } from '../../../format/headers.ts';
import { plural } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { EVENT_STREAM, refusalBy } from '../../../sse/index.ts';
import type { ConnectionTape } from '../../../tape/index.ts';
import type { ConnectionFacts } from '../../connection/facts.ts';
import { hasFailed, originRemark } from '../../connection/failure.ts';
import { howEnded } from '../../connection/how-ended.ts';
import { bad, good, type Verdict } from '../../connection/verdict.ts';
import { wordsOf } from '../../connection/wire/words.ts';
import { compressionOf } from './compressed-bytes.ts';

/**
 * Types whose bodies are not read as event streams. A script may read one that is sent as text/plain, or without a type, and many
 * do; what says JSON or HTML means it.
 */
const OTHER =
  /^(application\/([\w.-]+\+)?(json|xml|x-ndjson|jsonl|javascript|xhtml|pdf)|text\/(html|xml|css|javascript)|(image|audio|video|font)\/.*)$/;

/** Characters of a body that are quoted. */
const WORDS = 200;

/**
 * Whether the response to a request for an event stream is none, but a single answer: a type that says so, or an error without the
 * type of an event stream.
 */
export function isAnswer({ request, response, end }: ConnectionFacts): boolean {
  if (!response || end?.blocked || response.mimeType === EVENT_STREAM) return false;
  // What an EventSource does not open on, it refuses: see isRefused.
  if (request?.via === 'eventsource') return false;
  return response.status !== 200 || OTHER.test(response.mimeType);
}

/** Whether a native EventSource did not open on its response. Its body may come all the same, and no page gets it. */
export function isRefused({ request, response }: ConnectionFacts): boolean {
  return request?.via === 'eventsource' && response !== null && refusalBy(response) !== null;
}

/** Whether a body is not read as an event stream: an answer, or a page of HTML that an EventSource refused. */
export function isOtherBody(facts: ConnectionFacts): boolean {
  return isAnswer(facts) || (isRefused(facts) && facts.response?.mimeType === 'text/html');
}

/** Whether a page of HTML came where the request accepts none. */
export function isUnwantedPage({ request, sent, response }: ConnectionFacts): boolean {
  if (response?.mimeType !== 'text/html') return false;
  const accept = headerValue([...(sent?.headers ?? []), ...(request?.headers ?? [])], 'accept') ?? '*/*';
  return !/\*\/\*|text\/(\*|html)/i.test(accept);
}

/**
 * Whether a server of MCP says that it offers no stream by GET: each client asks, and goes on without (Streamable HTTP, Listening for
 * Messages from the Server).
 */
export function declinesGet({ request, sent, response }: ConnectionFacts): boolean {
  if (response?.status !== 405 || request?.method !== 'GET' || request.via === 'eventsource') return false;
  const headers = [...request.headers, ...(sent?.headers ?? [])];
  return ['mcp-protocol-version', 'mcp-session-id'].some((name) => headerValue(headers, name) !== null);
}

/** Whether its response opened a stream. */
export function hasOpened(facts: ConnectionFacts): boolean {
  return facts.response !== null && !facts.end?.blocked && !isAnswer(facts) && !isRefused(facts);
}

/**
 * What such an answer means to a script; null where it is none, or where it broke off.
 * @param tape holds the body: of an error its first words are quoted.
 */
export function answerVerdict(facts: ConnectionFacts, tape: ConnectionTape): Verdict | null {
  const { response, end } = facts;
  if (!response || !isAnswer(facts)) return null;
  // A page need not read the body of what it has no use for, and what it does not read ends as closed by it.
  if (end && (end.inferred || hasFailed(end))) return null;
  const { status, statusText, mimeType } = response;
  const type = mimeType === '' ? '' : `, ${mimeType}`;
  const how = howEnded(facts, tape.chunks.total);
  const length = how === 'complete' ? `, ${plural(tape.chunks.total, 'byte')}` : '';
  const head = `HTTP ${`${status} ${statusText}`.trim()}${type}${length}: an answer, not an event stream.${originRemark(facts)}`;
  if (declinesGet(facts))
    return good(`${head} The server offers no stream by GET, and an MCP client goes on without.`);
  const isLeft = how === 'cancelled';
  if (status < 400 && !isUnwantedPage(facts))
    return good(`${head} ${isLeft ? 'The page did not read its body to the end.' : 'Its body is in Raw.'}`);
  const compression = compressionOf(tape.bytes);
  if (compression) return bad(`${head} Its body is ${compression}, and no Content-Encoding undoes it.`);
  const words = wordsOf(tape, mimeType);
  return bad(
    words === '' ? `${head}${isLeft ? '' : ' It has no body.'}` : `${head} It says ${quoted(words, WORDS)}`,
  );
}
