/** What a scenario is: a lesson with texts for its reader, a page that runs it, and the bytes its server writes. */

/** One thing the server does on a connection. Pauses are part of the scenario: they make the chunk borders. */
export type Step =
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  | { readonly kind: 'pause'; readonly ms: number }
  /** Finish the response properly. A script that runs out ends so too. */
  | { readonly kind: 'end' }
  /** Abort the TCP connection with a reset (RST), or on HTTP/2 reset the stream. */
  | { readonly kind: 'reset' }
  /** Close the TCP connection (FIN) although the response is not finished. */
  | { readonly kind: 'cut' }
  /** Send nothing more, and wait until the client leaves. */
  | { readonly kind: 'hold' };

/** What a route may look at before it responds. */
export interface ScenarioRequest {
  readonly method: string;
  readonly query: URLSearchParams;
  /** The query as it came, with its question mark, to be passed on by a redirect. */
  readonly search: string;
  readonly lastEventId: string | null;
  readonly body: string;
  /** Headers by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A response: a status, headers, and the script of the body. Headers are added to (and win over) the defaults. */
export interface ScenarioResponse {
  readonly status?: number;
  /** Milliseconds before even the headers are sent: how a long poll is held. */
  readonly wait?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Compress, with a flush after every write, so that each message leaves at once. */
  readonly encoding?: 'gzip';
  readonly steps: Iterable<Step>;
}

/** Most routes are plain data; some need to look at the request first. */
export type Route = ScenarioResponse | ((ask: ScenarioRequest) => ScenarioResponse);

/** One thing the server does on a WebSocket. A script that runs out waits until the page leaves. */
export type WebSocketStep =
  /** Text as a text frame, bytes as a binary one. */
  | { readonly kind: 'send'; readonly data: string | Uint8Array }
  | { readonly kind: 'pause'; readonly ms: number }
  /** Wait until the page has sent one more message. */
  | { readonly kind: 'receive' }
  /** Send a close frame. */
  | { readonly kind: 'close'; readonly code: number; readonly reason: string }
  /** Close the TCP connection (FIN) without a close frame. */
  | { readonly kind: 'drop' };

/** The response to a WebSocket's handshake, and what follows it. */
export interface WebSocketScript {
  /** Respond with this status instead of 101. */
  readonly refuse?: number;
  /** The first of these that the page offers is chosen. */
  readonly subprotocols?: readonly string[];
  /** Send every message back as it came. */
  readonly echo?: boolean;
  readonly steps: Iterable<WebSocketStep>;
}

export type WebSocketRoute = WebSocketScript | ((ask: ScenarioRequest) => WebSocketScript);

/** What the page does on a WebSocket. */
export interface WebSocketPlan {
  /** Below the scenario; `socket` when absent. */
  readonly path?: string;
  readonly protocols?: readonly string[];
  /** Sent when it opens: text, or the bytes of a binary frame. */
  readonly sends?: readonly (string | readonly number[])[];
  /** Close it after this many messages; when absent the server does. */
  readonly closeAfter?: number;
  readonly code?: number;
  readonly reason?: string;
}

/** What the page does. Only data: it is handed to the page's script as JSON. */
export interface PagePlan {
  /** The module in `page/` that runs the lesson, without `.js`. */
  readonly script: string;
  /** Named event types that the page listens to (besides `message`). */
  readonly listen?: readonly string[];
  /** Streams to open, as paths below the scenario; one of `stream` when absent. */
  readonly sources?: readonly string[];
  /** How the page polls. */
  readonly poll?: PollPlan;
  /** How many times the page lets the browser reconnect before it closes the stream. */
  readonly reconnects?: number;
  readonly socket?: WebSocketPlan;
}

/** How a page polls. */
export interface PollPlan {
  /** Where the cursor goes: the value of the last response's X-Next header. `page` counts up from 1. */
  readonly by: 'query' | 'body' | 'header' | 'page' | 'nowhere';
  readonly rounds: number;
  /** Milliseconds from one request to the next; absent: at once after the response. */
  readonly every?: number;
  /** Loops side by side, each with a query parameter `room` of its own. */
  readonly rooms?: readonly string[];
  /** Send each request on time, whether the response before it is there or not. */
  readonly overlaps?: true;
}

/** A bare document of a scenario besides its page: an iframe, or somewhere to navigate to. */
export interface BareDocument {
  readonly title: string;
  readonly text: string;
  readonly script: string;
}

/** The sections of the index, in reading order. */
export const groups = [
  'First steps',
  'How bytes become events',
  'Endings and refusals',
  'Who opens the stream',
  'Polling',
  'Transport',
  'WebSocket',
  'Under load',
] as const;
export type Group = (typeof groups)[number];

/** A lesson. */
export interface Scenario {
  /** kebab-case; its page is at `/s/<id>/`. */
  readonly id: string;
  readonly name: string;
  readonly group: Group;
  /** A few short sentences: what the server does, and what follows from it. */
  readonly teaches: string;
  /** What to see in the Streamscope panel. */
  readonly lookFor: string;
  /** Parameters of the page's address, where it takes some: name, and what it does. */
  readonly params?: Readonly<Record<string, string>>;
  /** `h2` where the page must be loaded over HTTP/2. */
  readonly home?: 'h2';
  readonly page: PagePlan;
  /** Streams, by their path below the scenario. */
  readonly routes: Readonly<Record<string, Route>>;
  /** WebSockets, by their path below the scenario. */
  readonly sockets?: Readonly<Record<string, WebSocketRoute>>;
  readonly documents?: Readonly<Record<string, BareDocument>>;
}
