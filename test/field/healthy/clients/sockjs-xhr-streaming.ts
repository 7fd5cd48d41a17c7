import { overSockJs } from '../sockjs.ts';

export default overSockJs('xhr-streaming', 'a response is read in pieces until it comes to its limit.', [
  'poll',
  'pieces',
]);
