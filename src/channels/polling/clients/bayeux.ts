/**
 * Bayeux, the protocol of CometD and Faye: messages in JSON, posted to one address.
 *
 * Unmistakable: a message on one of the five `/meta/` channels that has the fields which the protocol demands of it. A
 * publish has none of its own (`channel` is a field of many), and is one on a known base only. CometD adds the name of a
 * meta channel to the address; Faye sends to other origins as a form, and both have JSONP.
 */
import { type AskedRequest, baseOf, isObject, jsonOf, sessionName, textOf } from './asked.ts';
import type { ClientCall, ClientRole, KnownClient } from './client.ts';

type Message = Readonly<Record<string, unknown>>;

/** Longer bodies are not taken apart, in characters: uploads are no messages. */
const MAX_LENGTH = 1_000_000;

/** One of these is in every body: only a handshake has no client yet. */
const MARKS = ['"clientId"', '"supportedConnectionTypes"'];

/** A meta channel: the fields without which the protocol does not allow its message, and what a request with one does. */
interface Meta {
  readonly channel: string;
  readonly fields: readonly string[];
  readonly role: ClientRole;
}

const HANDSHAKE = '/meta/handshake';
/** Of a request with several messages the first of these counts. */
const METAS: readonly Meta[] = [
  { channel: HANDSHAKE, fields: ['version', 'supportedConnectionTypes'], role: 'handshake' },
  { channel: '/meta/connect', fields: ['clientId', 'connectionType'], role: 'receive' },
  { channel: '/meta/disconnect', fields: ['clientId'], role: 'close' },
  { channel: '/meta/subscribe', fields: ['clientId', 'subscription'], role: 'send' },
  { channel: '/meta/unsubscribe', fields: ['clientId', 'subscription'], role: 'send' },
];

export const bayeux: KnownClient = {
  id: 'bayeux',
  label: 'Bayeux',
  source: 'https://docs.cometd.org/current/reference/#_bayeux',
  mark: 'a message on a /meta/ channel, with the fields that the protocol demands',
  sendsList: true,
  callOf(asked, before) {
    const messages = messagesOf(asked);
    if (!messages) return null;
    const meta = METAS.find((each) => messages.some((message) => isOn(each, message)));
    if (meta) return callOn(asked, messages, meta.role, meta.channel.slice('/meta'.length));
    const call = callOn(asked, messages, 'send');
    return before.hasBase(call.base) ? call : null;
  },
  possibleCallOf(asked) {
    const messages = messagesOf(asked);
    return messages?.every(isPublish) ? callOn(asked, messages, 'send') : null;
  },
  answerOf({ role }, body) {
    if (role !== 'handshake') return null;
    const answers = listOf(jsonOf(body)).filter((each) => each.channel === HANDSHAKE);
    const session = answers.map((each) => textOf(each.clientId)).find((each) => each !== null);
    return session === undefined ? null : { session: sessionName(session) };
  },
};

/** @param ending what CometD adds to the address. */
function callOn(
  asked: AskedRequest,
  messages: readonly Message[],
  role: ClientRole,
  ending = '',
): ClientCall {
  const session = messages.map((message) => textOf(message.clientId)).find((each) => each !== null);
  const whole = baseOf(asked, asked.path);
  const base = ending !== '' && whole.endsWith(ending) ? whole.slice(0, -ending.length) : whole;
  return { client: bayeux.id, role, base, session: sessionName(session ?? null), apart: '' };
}

/** The messages of a request; null where it carries anything else. */
function messagesOf(asked: AskedRequest): readonly Message[] | null {
  const text = textIn(asked);
  // Nearly every request is another's, and leaves here: taking a large body apart costs milliseconds.
  if (text.length > MAX_LENGTH || !MARKS.some((mark) => text.includes(mark))) return null;
  const value = jsonOf(text);
  const messages = listOf(value);
  const areAll = messages.length > 0 && messages.length === (Array.isArray(value) ? value.length : 1);
  return areAll && messages.every((message) => textOf(message.channel)?.startsWith('/')) ? messages : null;
}

function textIn({ method, body, params }: AskedRequest): string {
  if (method === 'GET') return params.has('jsonp') ? (params.get('message') ?? '') : '';
  if (method !== 'POST') return '';
  return body.startsWith('message=') ? (new URLSearchParams(body).get('message') ?? '') : body;
}

function listOf(value: unknown): readonly Message[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

function isOn({ channel, fields }: Meta, message: Message): boolean {
  return message.channel === channel && fields.every((field) => message[field] !== undefined);
}

function isPublish(message: Message): boolean {
  return textOf(message.clientId) !== null && textOf(message.id) !== null && message.data !== undefined;
}
