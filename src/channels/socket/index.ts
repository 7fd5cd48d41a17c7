/** WebSocket: one channel a socket, one row a frame. */
export { carrySocket } from './carry-socket.ts';
export { SocketChannel } from './socket.ts';
export { websocatOf } from './websocat.ts';
