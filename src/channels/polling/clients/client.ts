/** A client whose requests over HTTP are known by their form: what it says of a request. */
import type { ClientRole } from '../../model/polls.ts';
import type { AskedRequest } from './asked.ts';

export type { ClientRole } from '../../model/polls.ts';

/** A request, as its client means it. */
export interface ClientCall {
  /** The {@link KnownClient.id}. */
  readonly client: string;
  readonly role: ClientRole;
  /** Origin and path that all requests of one conversation share, without a slash at its end. */
  readonly base: string;
  /** The session that the request names; null where it names none. */
  readonly session: string | null;
  /** Whatever else separates two conversations on one base; '' for nearly every client. */
  readonly apart: string;
}

/** What a response shows of the call that it answers. */
export interface ClientAnswer {
  /** The session that it opens; null where it opens none. */
  readonly session: string | null;
}

/** A session that the server ended, and how. */
export interface ClientClose {
  readonly session: string;
  readonly code: string;
  /** Its reason in quotes; '' where it gave none. */
  readonly reason: string;
}

/** What the same document or worker was seen to ask before, of one client. */
export interface KnownBefore {
  /** Whether a request on the base was certain to be the client's. */
  hasBase(base: string): boolean;
  /** Whether a certain request on the base, or its response, named the session. */
  hasSession(base: string, session: string): boolean;
}

/** A client. One that holds no state: what was before is handed in. */
export interface KnownClient {
  /** kebab-case; stays the same from version to version. */
  readonly id: string;
  /** What a person calls it. */
  readonly label: string;
  /** Where its protocol is written, or its source where it is written nowhere else. */
  readonly source: string;
  /** By what no other program sends it is known, as a part of a sentence. */
  readonly mark: string;
  /** Its handshake may lead to a transport that is no polling: alone it is no conversation over HTTP. */
  readonly negotiates?: boolean;
  /** What it sends is a list of messages, in JSON. */
  readonly sendsList?: boolean;
  /**
   * Each of its requests that receives names its session in the address, and the next one follows the answer at once: a session of
   * which none is under way may still go on.
   */
  readonly namesSessions?: boolean;
  /** What a frame is called that comes as the data of an event; null for what is none. Absent where it receives by no event stream. */
  frameOf?(data: string): string | null;
  /** The call that the request certainly is; null where it is none, or where it could be another's. */
  callOf(asked: AskedRequest, before: KnownBefore): ClientCall | null;
  /**
   * The call that the request is, should its response or a later request show that the base is the client's. Asked only
   * where {@link callOf} gives null. Null where it is none in any case.
   */
  possibleCallOf?(asked: AskedRequest): ClientCall | null;
  /**
   * What the response to one of its calls shows; null where it is not the response of this client's server, or of a
   * call that opens nothing.
   * @param body the beginning of the body, as text.
   */
  answerOf?(call: ClientCall, body: string): ClientAnswer | null;
  /**
   * How the response to a call that receives closes its session; null where it does not.
   * @param end of the body, as text.
   */
  closeOf?(url: string, end: string): ClientClose | null;
}
