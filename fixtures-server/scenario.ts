/** What a scenario is: a lesson with texts for its reader, a page that runs it, and the bytes its server writes. */

/** One thing the server does on a connection. Pauses are part of the scenario: they make the chunk borders. */
export type Step =
  | { readonly kind: 'write'; readonly bytes: Uint8Array }
  | { readonly kind: 'pause'; readonly ms: number }
  /** Finish the response properly. A script that runs out ends so too. */
  | { readonly kind: 'end' }
  /** Abort the connection with a TCP reset (RST), or on HTTP/2 reset the stream. */
  | { readonly kind: 'reset' }
  /** Close the connection (FIN) although the response is not finished. */
  | { readonly kind: 'cut' }
  /** Say nothing more, and wait until the client leaves. */
  | { readonly kind: 'hold' };

/** What a route may look at before it answers. */
export interface Ask {
  readonly method: string;
  readonly query: URLSearchParams;
  /** The query as it came, with its question mark, to be passed on by a redirect. */
  readonly search: string;
  readonly lastEventId: string | null;
  readonly body: string;
}

/** An answer: a status, headers, and the script of the body. Headers are added to (and win over) the defaults. */
export interface Answer {
  readonly status?: number;
  /** Milliseconds before even the headers are sent: how a long poll is held. */
  readonly wait?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Compress, with a flush after every write, so that each message leaves at once. */
  readonly encoding?: 'gzip';
  readonly steps: Iterable<Step>;
}

/** Most routes are plain data; some need to look at the request first. */
export type Route = Answer | ((ask: Ask) => Answer);

/** What the page does. Only data: it is handed to the page's script as JSON. */
export interface PagePlan {
  /** The module in `page/` that runs the lesson, without `.js`. */
  readonly script: string;
  /** Named event types that the page listens to (besides `message`). */
  readonly listen?: readonly string[];
  /** Streams to open, as paths below the scenario; one of `stream` when absent. */
  readonly sources?: readonly string[];
  /** How many times the page lets the browser reconnect before it closes the stream. */
  readonly reconnects?: number;
}

/** A bare document of a scenario besides its page: a frame, or somewhere to navigate to. */
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
  'Transport',
  'Under load',
] as const;
export type Group = (typeof groups)[number];

/** A lesson. */
export interface Scenario {
  /** kebab-case; its page is at `/s/<id>/`. */
  readonly id: string;
  readonly name: string;
  readonly group: Group;
  /** One or two sentences: what there is to learn. */
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
  readonly documents?: Readonly<Record<string, BareDocument>>;
}
