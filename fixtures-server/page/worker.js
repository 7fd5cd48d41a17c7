import { relay } from './relay.js';

addEventListener('message', ({ data: url }) => relay(url, (message) => postMessage(message)), { once: true });
