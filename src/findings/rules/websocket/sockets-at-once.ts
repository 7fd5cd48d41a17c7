import { Opcode, openerOf, type WebSocketMember } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { combinedHeader } from '../../../format/headers.ts';
import { count } from '../../../format/numbers.ts';
import { nameOfUrl } from '../../../format/url-name.ts';
import type { WebSocketRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';
import { type Opened, openAtOnce } from '../../toolkit/open-at-once.ts';

/** Frames among which the first message of the page is looked for, and bytes of it that are compared. */
const LOOKED_AT = 20;
const COMPARED = 200;

const decoder = new TextDecoder();

export default {
  id: 'sockets-at-once',
  of: 'socket',
  needs: ['open-socket', 'opener'],
  title: 'More than one open at once',
  severity: 'note',
  why: 'One line of the program opened several WebSockets to one address, and they are open at the same time. Where they are asked for the same, every message comes as often, and is handled as often.',
  fix: 'On the page, look for what runs twice: an effect without its clean-up, a component that is there twice, a reconnect that does not close the WebSocket before. Share one WebSocket where the same is wanted.',
  source: 'WHATWG WebSockets, section 3.1, The WebSocket interface',
  begin(socket, around) {
    return {
      report(now) {
        const one = openedOf(socket);
        if (!one) return null;
        const together = openAtOnce(one, alike(one, around.webSockets()), now);
        if (!together) return null;
        const { ids, from, to, isLasting } = together;
        const { initiator } = socket.facts.request ?? {};
        const place = initiator ? ` (${nameOfUrl(initiator.url)}:${initiator.line})` : '';
        return connectionReport(
          socket,
          from,
          `${count(ids.length)} WebSockets to this address, all opened by the same line${place}, ${isLasting ? 'are' : 'were'} open at the same time, for ${duration(to - from)}.`,
          { at: to, ongoing: isLasting },
        );
      },
    };
  },
} satisfies WebSocketRule;

/** Of a page that reconnects there may be thousands: only what was there at that time is looked at. */
function* alike({ url, from, to }: Opened, all: Iterable<WebSocketMember>): Generator<Opened> {
  for (const other of all) {
    const { request, end } = other.facts;
    if (request?.url !== url || request.at > (to ?? request.at) || (end && end.at < from)) continue;
    const opened = openedOf(other);
    if (opened) yield opened;
  }
}

/** Null for one that is not known to have opened. */
function openedOf(socket: WebSocketMember): Opened | null {
  const { request, response, end, sent } = socket.facts;
  if (!request?.url) return null;
  const from = response?.status === 101 ? response.at : request.openBefore ? request.at : null;
  if (from === null) return null;
  const asked = combinedHeader(sent?.headers ?? request.headers, 'sec-websocket-protocol');
  return {
    id: socket.id,
    url: request.url,
    place: openerOf(request),
    subject: `${asked ?? ''} ${firstSent(socket)}`,
    from,
    to: end?.at ?? null,
    lastAt: socket.lastFrameAt ?? from,
  };
}

/** The beginning of the first message that the page sent; '' where none is known. */
function firstSent({ tape }: WebSocketMember): string {
  if (!tape.hasFrames) return '';
  const { frames } = tape;
  for (let frame = 0; frame < Math.min(frames.count, LOOKED_AT); frame++) {
    const isMessage = frames.opcode(frame) === Opcode.Text || frames.opcode(frame) === Opcode.Binary;
    if (isMessage && frames.direction(frame) === 'sent')
      return decoder.decode(frames.payload(frame, COMPARED));
  }
  return '';
}
