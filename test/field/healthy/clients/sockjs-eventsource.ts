import { overSockJs } from '../sockjs.ts';

export default overSockJs('eventsource', 'an event stream until it comes to its limit.', ['sse']);
