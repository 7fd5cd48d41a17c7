import type { WebSocketMember } from '../../../channels/index.ts';
import { endedCleanly, hadAnswer } from './sockets.ts';

/** Words of a message that says why there is no answer: an error, a login, a limit. */
const FAULT =
  /\b(?:err(?:or)?s?|fail(?:ed|ure)?|unauthori[sz]ed|unauthenticated|not authori[sz]ed|forbidden|denied|invalid|expired|reject(?:ed)?|limit|too many|unavailable|disconnect|4(?:0[0-9]|29)|50[0-4])\b/i;

/** Whether a WebSocket carried a question and its answer and was closed, as a request would. A fault is no answer. */
export function isExchange(socket: WebSocketMember): boolean {
  const { lastMessage, tape } = socket;
  if (!endedCleanly(socket) || !hadAnswer(socket)) return false;
  return tape.frames.direction(lastMessage) === 'received' && !FAULT.test(socket.messageText(lastMessage));
}
