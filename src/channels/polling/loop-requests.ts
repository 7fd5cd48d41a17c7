import type { ClientRole, LoopClient } from '../model/polls.ts';
import type { ClientClose } from './clients/client.ts';
import type { Exchange } from './exchange.ts';

/** The requests of a poll loop, as what found them has them: a strand, or the conversation of a known client. */
export interface LoopRequests {
  /** Method, origin and path, with {} for what varies in it; names what the user can choose for. */
  readonly endpoint: string;
  /** Names what asks and what is asked. */
  readonly key: string;
  readonly exchanges: readonly Exchange[];
  /** It has ended: what is asked next is another one. */
  isClosed: boolean;
  /** Null where a page's own script asks. */
  readonly client: ConversationClient | null;
}

/** What a loop wants to know of the known client that asks. */
export interface ConversationClient extends Omit<LoopClient, 'sends'> {
  /** What all its requests share of their addresses. */
  readonly base: string;
  /** Whether what it sends is a list of messages, in JSON. */
  readonly sendsList: boolean;
  roleOf(exchange: Exchange): ClientRole;
  /** How the answer to a request closes its session; null where it does not. */
  closeOf(exchange: Exchange): ClientClose | null;
}
