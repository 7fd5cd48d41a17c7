/** Requests as the clients send them. Each is certain, with nothing before it. */
import { AGENT, ask, type Extra, NOW } from './requests.ts';

export interface RealRequest {
  readonly what: string;
  readonly line: string;
  readonly extra: Extra;
  /** Client, role, base after the origin, session. */
  readonly is: readonly [client: string, role: string, base: string, session: string | null];
}

const TWO = 'clientProtocol=2.1&connectionToken=a%2Bb%3D&connectionData=%5B%7B%22name%22%3A%22chat%22%7D%5D';
const BUS = '5fb1d2ba0c8f4c3ea1d1d6a0d9b0c6e7';
const connect = { channel: '/meta/connect', clientId: 'c1', connectionType: 'long-polling', id: '3' };
const publish = { channel: '/chat', clientId: 'c1', data: {}, id: '4' };

/** @param is “client role base session”, without a session where there is none. */
function real(what: string, line: string, is: string, extra: Extra | readonly object[] = {}): RealRequest {
  const [client = '', role = '', base = '', session = null] = is.split(' ');
  return {
    what,
    line,
    extra: Array.isArray(extra) ? { body: JSON.stringify(extra) } : (extra as Extra),
    is: [client, role, base === '/' ? '' : base, session],
  };
}

export const REAL: readonly RealRequest[] = [
  real(
    'Engine.IO opens',
    'GET /socket.io/?EIO=4&transport=polling&t=Pf3kQ1z',
    'engine-io handshake /socket.io',
  ),
  real(
    'Engine.IO waits',
    'GET /socket.io/?EIO=4&transport=polling&sid=X1',
    'engine-io receive /socket.io X1',
  ),
  real('Engine.IO sends', 'POST /socket.io/?EIO=4&transport=polling&sid=X1', 'engine-io send /socket.io X1', {
    body: '40',
  }),
  real(
    'Engine.IO closes',
    'POST /socket.io/?EIO=4&transport=polling&sid=X1',
    'engine-io close /socket.io X1',
    {
      body: '1',
    },
  ),
  real('Engine.IO 3 closes', 'POST /eio/?EIO=3&transport=polling&sid=X1', 'engine-io close /eio X1', {
    body: '1:1',
  }),
  real(
    'Engine.IO 3 by JSONP',
    'GET /a/eio/?EIO=3&transport=polling&j=0&sid=X1',
    'engine-io receive /a/eio X1',
  ),

  real('SockJS polls', `POST /chat/123/abcdefgh/xhr?t=${NOW}`, 'sockjs receive /chat abcdefgh'),
  real('SockJS streams', `POST /chat/007/a_0def5h/xhr_streaming?t=${NOW}`, 'sockjs receive /chat a_0def5h'),
  real('SockJS sends', `POST /chat/123/abcdefgh/xhr_send?t=${NOW}`, 'sockjs send /chat abcdefgh', {
    body: '["hi"]',
  }),
  real('SockJS at the root', 'GET /123/abcdefgh/jsonp?c=_jp.abcdefg', 'sockjs receive / abcdefgh'),
  real('SockJS by JSONP sends', 'POST /c/123/abcdefgh/jsonp_send?i=aabcdefgh', 'sockjs send /c abcdefgh', {
    body: 'd=%5B%22hi%22%5D',
  }),
  real(
    'SockJS in an iframe',
    'GET /chat/123/abcdefgh/htmlfile?c=_jp.abcdefg',
    'sockjs receive /chat abcdefgh',
  ),

  real('SignalR negotiates', 'POST /hub/negotiate?negotiateVersion=1', 'signalr handshake /hub'),
  real('SignalR negotiates, by its header', 'POST /hub/negotiate', 'signalr handshake /hub', {
    headers: AGENT,
  }),
  real('SignalR waits', `GET /hub?id=k1&_=${NOW}`, 'signalr receive /hub k1', { headers: AGENT }),
  real('SignalR sends', 'POST /hub?id=k1', 'signalr send /hub k1', {
    headers: AGENT,
    body: '{"type":6}\u001e',
  }),
  real('SignalR closes', 'DELETE /hub?id=k1', 'signalr close /hub k1', { headers: AGENT }),

  real(
    'SignalR 2 negotiates',
    `GET /signalr/negotiate?clientProtocol=2.1&_=${NOW}`,
    'signalr-2 handshake /signalr',
  ),
  real('SignalR 2 connects', `POST /s/connect?transport=longPolling&${TWO}`, 'signalr-2 receive /s a+b='),
  real(
    'SignalR 2 starts',
    `GET /s/start?transport=longPolling&${TWO}&_=${NOW}`,
    'signalr-2 handshake /s a+b=',
  ),
  real('SignalR 2 polls', `POST /s/poll?transport=longPolling&${TWO}`, 'signalr-2 receive /s a+b=', {
    body: 'messageId=d-1',
  }),
  real('SignalR 2 sends', `POST /s/send?transport=longPolling&${TWO}`, 'signalr-2 send /s a+b=', {
    body: 'data=%7B%7D',
  }),
  real('SignalR 2 aborts', `POST /s/abort?transport=serverSentEvents&${TWO}`, 'signalr-2 close /s a+b='),

  real('CometD opens', 'POST /cometd/handshake', 'bayeux handshake /cometd', [
    { channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'], id: '1' },
  ]),
  real('CometD waits', 'POST /cometd/connect', 'bayeux receive /cometd c1', [connect]),
  real('CometD subscribes', 'POST /cometd/', 'bayeux send /cometd c1', [
    { channel: '/meta/subscribe', clientId: 'c1', subscription: '/news', id: '4' },
    publish,
  ]),
  real('CometD ends', 'POST /cometd/disconnect', 'bayeux close /cometd c1', [
    { channel: '/meta/disconnect', clientId: 'c1', id: '9' },
  ]),
  real('Faye to another origin publishes as it waits', 'POST /faye', 'bayeux receive /faye c1', {
    body: `message=${encodeURIComponent(JSON.stringify([publish, connect]))}`,
  }),
  real(
    'Faye by JSONP',
    `GET /faye?message=${encodeURIComponent(JSON.stringify([connect]))}&jsonp=__jsonp1__`,
    'bayeux receive /faye c1',
  ),

  real('Phoenix opens', 'GET /socket/longpoll?vsn=2.0.0&', 'phoenix handshake /socket/longpoll'),
  real(
    'Phoenix opens with a token of the page',
    'GET /s/longpoll?token=me&vsn=2.0.0&',
    'phoenix handshake /s/longpoll',
  ),
  real(
    'Phoenix waits',
    'GET /live/longpoll?token=me&vsn=2.0.0&token=t1',
    'phoenix receive /live/longpoll t1',
  ),
  real('Phoenix sends', 'POST /socket/longpoll?vsn=2.0.0&token=t1', 'phoenix send /socket/longpoll t1', {
    body: '["1","1","room:1","phx_join",{}]',
  }),

  real(
    'message_bus polls',
    `POST /forum/message-bus/${BUS}/poll`,
    `message-bus receive /forum/message-bus ${BUS}`,
    {
      body: '%2Flatest=-1&__seq=1',
    },
  ),
  real(
    'message_bus in a hidden tab',
    `POST /message-bus/${BUS}/poll?dlp=t`,
    `message-bus receive /message-bus ${BUS}`,
  ),
];

/** The record of one. */
export const record = ({ line, extra }: RealRequest, change: Extra = {}) =>
  ask(line, { ...extra, ...change });
