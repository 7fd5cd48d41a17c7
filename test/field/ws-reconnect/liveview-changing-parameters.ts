import { cutTcp, type FieldCase, refuse } from '../case.ts';

export default {
  source: 'https://github.com/phoenixframework/phoenix_live_view/issues/3723',
  reported:
    'After the laptop wakes, the WebSocket does not come back. Its address has a token and counters that differ at each attempt.',
  needed:
    'The attempts are reconnects of one WebSocket, though the counters differ: how each ended, and which one opened.',
  isLive: true,
  async handshake({ accept, tcp, nth, pause }) {
    if (nth === 2) {
      refuse(tcp, '503 Service Unavailable', 'text/plain', 'restarting');
      return;
    }
    const socket = await accept();
    if (nth > 1) return;
    await pause(800);
    cutTcp(socket);
  },
  page() {
    const open = (mounts: number, attempt: number) => {
      const params = `_csrf_token=abc&_mounts=${mounts}&_mount_attempts=${attempt}&vsn=2.0.0`;
      const socket = new WebSocket(`/live/websocket?${params}`);
      socket.onclose = () => setTimeout(() => open(0, attempt + 1), 200 * (attempt + 1));
    };
    open(2, 0);
  },
  until: (capture) => capture.until('response', 3),
  later: 1000,
  rows: [{ is: { connections: 3 }, state: 'open', findings: ['note socket-refused'], says: [/503/] }],
} satisfies FieldCase;
