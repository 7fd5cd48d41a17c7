import { relay } from './relay.js';

addEventListener('connect', ({ ports: [port] }) => {
  port.onmessage = ({ data: url }) => relay(url, (message) => port.postMessage(message));
});
