/** A server of Phoenix channels as its client knows it (serializer 2.0.0): arrays, replies, broadcasts, heartbeats. */
import type { Server } from 'node:http';
import { acceptSockets } from './sockets.ts';

export function phoenix(server: Server) {
  const { sockets, end } = acceptSockets(server, '/socket/websocket');
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      const [joinRef, ref, topic, event, payload] = JSON.parse(String(data));
      const send = (frame: readonly unknown[]) => socket.send(JSON.stringify(frame));
      send([joinRef, ref, topic, 'phx_reply', { status: 'ok', response: {} }]);
      if (event === 'shout') send([null, null, topic, 'shout', payload]);
    });
  });
  return end;
}
