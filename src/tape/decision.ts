/**
 * What the user decided over what was derived. Connections are named by their ids, so that it holds for every reader of the
 * tape.
 */
export type Decision =
  /** This connection and those after it are another source's. */
  | { readonly what: 'split'; readonly connection: string }
  /** The source whose latest connection is `earlier` continues the one whose first connection is `later`. */
  | { readonly what: 'join'; readonly earlier: string; readonly later: string }
  /** What the endpoint's requests are shown as; null takes the choice back. */
  | { readonly what: 'poll'; readonly endpoint: string; readonly intent: EndpointChoice | null }
  /** What is a row of the poll loop that began with this connection. */
  | { readonly what: 'poll-rows'; readonly connection: string; readonly rows: PollRows };

/** What the user decided for an endpoint, over the rule: a poll loop, none, or each response a row of its own as a stream is. */
export type EndpointChoice = 'loop' | 'not-a-loop' | 'stream';

/** What the rows of a poll loop are: the elements of the lists in its responses, or the responses. */
export type PollRows = 'elements' | 'answers';
