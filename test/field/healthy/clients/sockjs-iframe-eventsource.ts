import { overSockJs } from '../sockjs.ts';

export default overSockJs('iframe-eventsource', 'an event stream within an iframe.', ['sse']);
