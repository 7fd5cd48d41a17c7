import { overSockJs } from '../sockjs.ts';

export default overSockJs(
  'jsonp-polling',
  'scripts that call a function; forms send, and are not captured.',
  ['poll'],
);
