import {
  compressionLeft,
  type EventStream,
  isAnswer,
  isRefused,
  type ListenersAt,
  listenersOf,
} from '../../channels/index.ts';
import { type Cause, type Known, type Missing, partly, without } from './cause.ts';
import type { ConnectionNeed } from './need.ts';

/** What is known of one connection of an event stream. */
export function streamKnowledge(stream: EventStream): Readonly<Record<ConnectionNeed, Known>> {
  const { request } = stream.facts;
  const noResponse = wholly(responseMissing(stream));
  const notOpened = wholly(openedMissing(stream));
  const by = request?.via;
  const noRequest = request ? null : without('no-request');
  return {
    request: noRequest ?? (request?.url === undefined ? without('opened-before') : null),
    opening: noRequest ?? (request?.openBefore ? without('opened-before') : null),
    outcome: isOverWithoutResponse(stream) || stream.lastByteAt !== null ? null : noResponse,
    response: noResponse,
    'event-stream': notOpened,
    content: notOpened ?? contentMissing(stream),
    body: notOpened ?? bodyMissing(stream),
    bytes: notOpened ?? bodyMissing(stream, leftCompressed(stream)),
    times: notOpened ?? bytesMissing(stream) ?? partMissing(stream),
    // The source that gives bytes is the one that probes threads.
    thread: stream.facts.busy.length > 0 ? null : bytesMissing(stream),
    eventsource: noRequest ?? (by === 'eventsource' ? null : 'unconcerned'),
    program: noRequest ?? (by === 'eventsource' ? 'unconcerned' : null),
  };
}

/** What is known of the page's listeners. */
export function listenersKnown(stream: EventStream, at: ListenersAt): Known {
  const listeners = listenersOf(stream, at);
  if (listeners && listeners.objects > 0) return null;
  const cause = listeners ? 'no-listening-object' : 'listeners-unchecked';
  // That no script ran for a type shows that nobody listens to it, and nothing of the others.
  return stream.facts.unheard.size > 0 ? partly(cause) : without(cause);
}

const wholly = (cause: Cause | null): Missing | null => cause && without(cause);

function responseMissing({ facts: { request, response, end } }: EventStream): Cause | null {
  if (response) return null;
  if (!request) return 'no-request';
  if (request.openBefore) return 'opened-before';
  return end ? 'no-response' : 'no-response-yet';
}

/** Whether it failed or was given up before a response, as the browser reported. */
function isOverWithoutResponse({ facts: { response, end } }: EventStream): boolean {
  return response === null && end !== null && !end.inferred && end.how !== 'complete';
}

function openedMissing(stream: EventStream): Cause | null {
  const { facts } = stream;
  if (facts.end?.blocked) return 'blocked';
  if (isAnswer(facts) || isRefused(facts)) return 'no-event-stream';
  // What came shows that it opened, though the response was not seen.
  return stream.lastByteAt === null ? responseMissing(stream) : null;
}

const hasBytes = ({ tape }: EventStream): boolean => tape.bytes.length > 0;
const levelOf = ({ facts }: EventStream) => facts.fidelity.at(-1)?.level ?? 'bytes';

function contentMissing(stream: EventStream): Missing | null {
  const hasMessages = stream.tape.messages.count > 0;
  if (levelOf(stream) === 'lengths' && !hasBytes(stream) && !hasMessages)
    return bytesMissing(stream) ?? without('lengths-only');
  return (hasMessages ? null : nothingCame(stream)) ?? partMissing(stream);
}

function bytesMissing(stream: EventStream): Missing | null {
  const level = levelOf(stream);
  if (level === 'bytes' || hasBytes(stream)) return null;
  if (stream.facts.request?.openBefore) return without('opened-before');
  return without(level === 'messages' ? 'messages-only' : 'lengths-only');
}

/** @param unreadable what keeps what came from being read. */
function bodyMissing(stream: EventStream, unreadable: Missing | null = null): Missing | null {
  return bytesMissing(stream) ?? nothingCame(stream) ?? unreadable ?? partMissing(stream);
}

function leftCompressed({ facts, tape }: EventStream): Missing | null {
  return compressionLeft(facts, tape) === null ? null : without('left-compressed');
}

function nothingCame(stream: EventStream): Missing | null {
  if (hasBytes(stream)) return null;
  return without(stream.facts.end ? 'nothing-came' : 'nothing-yet');
}

/** What is missing of what came. */
function partMissing({ facts: { request, gaps, fidelity } }: EventStream): Missing | null {
  if (request?.openBefore) return partly('before-recording');
  const isGapless = gaps.length === 0 && fidelity.every(({ level }) => level === 'bytes');
  return isGapless ? null : partly('gap');
}
