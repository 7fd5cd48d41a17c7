/**
 * The healthy pages of which something wrong is said today, and what. `healthy.test.ts` demands that it is wrong: who mends it takes
 * the line out.
 */
export const STILL_WRONG: Readonly<Record<string, string>> = {
  'clients/cometd': 'Not said to be Bayeux.',
  'clients/message-bus': 'No row: its cursor counts up, so it is taken for a list although it is held.',
  'clients/message-bus-chunked': 'Not said to be message_bus.',
  'clients/phoenix': 'Not said to be Phoenix.',
  'clients/signalr': 'Not said to be SignalR.',
  'clients/socket.io-3': 'No row while it polls.',
  'clients/socket.io-4': 'Not said to be Engine.IO.',
  'clients/socket.io-4-upgrade': 'What polled before the WebSocket is no row.',
  'clients/sockjs-eventsource': 'Not said to be SockJS.',
  'clients/sockjs-iframe-eventsource': 'Not said to be SockJS.',
  'clients/sockjs-iframe-xhr-polling': 'Not said to be SockJS.',
  'clients/sockjs-xhr-polling': 'Not said to be SockJS.',
  'clients/sockjs-xhr-streaming': 'Not said to be SockJS.',
};
