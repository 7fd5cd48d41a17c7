import { relay } from './relay.js';

const url = new URL('stream', location.href);
url.search = location.search;
// To any origin: the page around it may be of another one, and the lesson holds no secrets.
relay(url.href, (message) => parent.postMessage(message, '*'));
