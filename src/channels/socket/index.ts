/** WebSocket: one channel a socket, one row a frame. */
export { carrySocket } from './carry-socket.ts';
export { SocketChannel } from './socket.ts';
export { Sockets } from './sockets.ts';
export { websocatOf } from './websocat.ts';
