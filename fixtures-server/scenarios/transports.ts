import { wallNow } from '../clock.ts';
import type { Scenario, ScenarioRequest, ScenarioResponse, Step, WebSocketStep } from '../scenario.ts';
import { countOf, pause, write } from '../steps.ts';
import { type Timetable, timetableOf } from '../timetable.ts';

/** Milliseconds that a poll is held where nothing happens. Servers hold for 25 s and more; then nothing would come empty here. */
const HOLD = 250;
const MAX_HOLD = 60_000;
/** Less would be polling without a pause. */
const MIN_HOLD = 20;

function* stream({ count, due, message }: Timetable): Iterable<Step> {
  for (let number = 1; number <= count; number++) {
    const wait = due(number) - wallNow();
    if (wait > 0) yield pause(wait);
    yield write(`id: ${number}\ndata: ${message(number)}\n\n`);
  }
}

function* frames({ count, due, message }: Timetable): Iterable<WebSocketStep> {
  for (let number = 1; number <= count; number++) {
    const wait = due(number) - wallNow();
    if (wait > 0) yield { kind: 'pause', ms: wait };
    yield { kind: 'send', data: message(number) };
  }
}

/** What is due by now, from the message after the cursor on. */
function* answer({ count, due, message }: Timetable, cursor: number): Iterable<Step> {
  const messages: string[] = [];
  for (let number = cursor + 1; number <= count && due(number) <= wallNow(); number++) {
    messages.push(message(number));
  }
  yield write(`[${messages.join(',')}]`);
}

/** [] where the time is up; 204 (No Content) once nothing follows, as an EventSource understands it too. */
function poll(ask: ScenarioRequest): ScenarioResponse {
  const timetable = timetableOf(ask);
  const { count, due, over } = timetable;
  const cursor = countOf(ask, 'cursor', 0, count);
  const hold = Math.max(MIN_HOLD, countOf(ask, 'hold', HOLD, MAX_HOLD));
  const wait = Math.max(0, (cursor < count ? due(cursor + 1) : over) - wallNow());
  if (cursor === count && wait <= hold) return { status: 204, wait, steps: [] };
  return {
    wait: Math.min(wait, hold),
    headers: { 'content-type': 'application/json' },
    steps: answer(timetable, cursor),
  };
}

export default {
  id: 'transports',
  name: 'Transports side by side',
  group: 'Transport',
  teaches:
    'The server sends the same messages at the same times as Server-Sent Events, as responses to long polls and over a WebSocket. Each carries its number and the time at which it was due, so that the page can compute its delay. A client that polls does not know which message is the last: it polls until it gets a 204. A button runs the same over HTTP/2.',
  lookFor:
    'three rows: one connection with a chunk for each message, one with a frame for each message, and a poll loop with a request for each message. Some responses are empty, and each has its headers. Compare the bytes.',
  params: {
    count: 'how many messages (20)',
    every: 'milliseconds between them (200)',
    bytes: 'size of a message’s data at least (as short as it can be)',
    hold: 'milliseconds that a poll is held at most (250)',
    only: 'sse, poll or websocket: that one alone',
  },
  page: { script: 'transports' },
  sockets: { socket: (ask) => ({ steps: frames(timetableOf(ask)) }) },
  routes: { stream: (ask) => ({ steps: stream(timetableOf(ask)) }), poll },
} satisfies Scenario;
