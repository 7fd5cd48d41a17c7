/**
 * message_bus, as Discourse has it: every poll is a POST to `<base>/message-bus/<client>/poll`.
 *
 * Unmistakable: the path, whose last segment but one is 32 hexadecimal digits that a page makes when it loads. There is no
 * handshake, and nothing is sent by it: messages go to the application in its own requests. With `dlp=t`, as in a hidden tab,
 * the server answers at once.
 */
import { baseOf, sessionName } from './asked.ts';
import type { KnownClient } from './client.ts';

/** In an exported tape a marker may stand for the digits. */
const PATH = /^(.*\/message-bus)\/([\da-f]{32}|redacted-[\da-z]+~*)\/poll$/;

export const messageBus: KnownClient = {
  id: 'message-bus',
  label: 'message_bus',
  source: 'https://github.com/discourse/message_bus/blob/main/lib/message_bus/rack/middleware.rb',
  mark: 'a path that ends in /message-bus/, 32 hexadecimal digits and /poll',
  callOf(asked) {
    const [, path, session = ''] = (asked.method === 'POST' && PATH.exec(asked.path)) || [];
    if (path === undefined) return null;
    const base = baseOf(asked, path);
    return { client: messageBus.id, role: 'receive', base, session: sessionName(session), apart: '' };
  },
};
