/** Sends one message to one object of the page: `Runtime.callFunctionOn`, which leaves no code behind. */
import { ProtocolError, type Transport } from '../../protocol/transport.ts';
import type { Message, SendOutcome, Target } from './model.ts';

/** The page may stand at a breakpoint in its listener: milliseconds. */
const DEADLINE = 15_000;

/**
 * Runs in the page, on the object. An EventSource dispatches unless it is closed (WHATWG HTML, 9.2.6), a WebSocket only
 * while it is open (WebSockets, section 4). Binary data comes as the object's `binaryType` says.
 */
const DISPATCH = `function (type, data, binary, lastEventId, origin, mostState, leastState) {
  if (this.readyState < leastState || this.readyState > mostState) return false;
  let payload = data;
  if (binary) {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    payload = this.binaryType === 'arraybuffer' ? bytes.buffer : new Blob([bytes]);
  }
  this.dispatchEvent(new MessageEvent(type, { data: payload, lastEventId, origin }));
  return true;
}`;

/** What the protocol says of an object, a context or a session that is no more. */
const GONE =
  /could not find object|cannot find (execution )?context|context was destroyed|invalid remote object id|no session|session (closed|with given id)|target closed|navigated or closed/i;

export interface Place {
  readonly transport: Transport;
  readonly session: string;
  /** The object's handle. */
  readonly handle: string;
}

/** Never throws. @param origin what the listener gets as `event.origin`. */
export async function dispatch(
  { transport, session, handle }: Place,
  target: Pick<Target, 'to'>,
  { type, data, binary, id }: Message,
  origin: string,
): Promise<SendOutcome> {
  const [least, most] = target.to === 'websocket' ? [1, 1] : [0, 1];
  const values = [type, data, binary, id, origin, most, least];
  const heard = await listenersFor({ transport, session, handle }, type);
  try {
    const { result, exceptionDetails } = await transport.send(
      'Runtime.callFunctionOn',
      {
        functionDeclaration: DISPATCH,
        objectId: handle,
        arguments: values.map((value) => ({ value })),
        returnByValue: true,
        silent: true,
      },
      session,
      DEADLINE,
    );
    if (exceptionDetails)
      return {
        kind: 'failed',
        why: exceptionDetails.exception?.description?.split('\n')[0] ?? exceptionDetails.text,
      };
    return result.value === true ? { kind: 'sent', heard } : { kind: 'not-open' };
  } catch (error) {
    return failureOf(error);
  }
}

/** How many listeners an object has for a type; null where that cannot be known. */
async function listenersFor({ transport, session, handle }: Place, type: string): Promise<number | null> {
  const types = await listenedTypes({ transport, session, handle });
  return types?.filter((one) => one === type).length ?? null;
}

/** Types an object is listened to for, one for each listener; null where that cannot be known: workers have no such domain. */
export async function listenedTypes({ transport, session, handle }: Place): Promise<string[] | null> {
  try {
    const { listeners } = await transport.send(
      'DOMDebugger.getEventListeners',
      { objectId: handle },
      session,
    );
    return listeners.map(({ type }) => type);
  } catch {
    return null;
  }
}

function failureOf(error: unknown): SendOutcome {
  if (error instanceof ProtocolError && error.timeout)
    return {
      kind: 'failed',
      why: 'The page did not answer: its thread is busy, or stands at a breakpoint. The message may yet arrive.',
    };
  const why = error instanceof Error ? error.message : String(error);
  return GONE.test(why) ? { kind: 'gone' } : { kind: 'failed', why };
}
