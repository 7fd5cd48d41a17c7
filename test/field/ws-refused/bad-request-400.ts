import { type FieldCase, refuse } from '../case.ts';

export default {
  source: 'https://github.com/socketio/socket.io/issues/1942',
  reported:
    'The console shows 400 on the upgrade. Behind nginx it is a header that is not passed on; on several nodes, the wrong node.',
  needed:
    '400 with the words of the server. The advice on Upgrade is certain only where the words say nothing else.',
  handshake({ tcp, path }) {
    const body = path.startsWith('/b')
      ? '{"code":1,"message":"Session ID unknown"}'
      : '{"code":3,"message":"Bad request"}';
    refuse(tcp, '400 Bad Request', 'application/json', body);
  },
  page() {
    new WebSocket('/a/?transport=websocket');
    new WebSocket('/b/?transport=websocket&sid=x');
  },
  until: (capture) => capture.until('end', 2),
  rows: [
    { is: { status: 400 }, state: 'failed', findings: ['error socket-refused'], says: [/400/] },
    { is: { status: 400 }, state: 'failed', findings: ['error socket-refused'], says: [/400/] },
  ],
} satisfies FieldCase;
