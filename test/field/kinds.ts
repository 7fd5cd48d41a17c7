/** The kinds of report, in the order of the log: the name of the folder, and what its cases have in common. */
export const KINDS = {
  silence: 'A stream that says nothing more',
  'not-a-stream': 'An answer that is no event stream',
  'content-type': 'The Content-Type',
  'last-event-id': 'Last-Event-ID',
  'answer-again': 'The finished answer comes again',
  blocked: 'Blocked by the browser',
  fails: 'Streams that fail',
  waiting: 'Waiting for a connection',
  pending: 'Written, but never dispatched',
  'held-back': 'Held back on the way',
  heartbeat: 'Heartbeats',
  damage: 'Damage to the data',
  chains: 'Which connection continues which',
  smaller: 'Smaller things',
  'ws-reconnect': 'WebSockets that reconnect',
  'ws-storm': 'Storms of WebSockets',
  'ws-short': 'A WebSocket for each exchange',
  'ws-cut': 'WebSockets that are cut',
  'ws-refused': 'Handshakes that are refused',
  'ws-heartbeat': 'Heartbeats of WebSockets',
  'ws-twice': 'Two WebSockets at once',
  'poll-misread': 'Requests that repeat, and are no polls',
  'poll-overlap': 'Polls that overlap',
  'poll-fails': 'Polls that fail',
  'poll-fault': 'Polls whose answers are no data',
  'poll-blind': 'Polls that are easily missed',
  'poll-over': 'Polls that are over',
  pieces: 'Answers that come in pieces',
  'client-poll': 'Polling by known clients',
} as const satisfies Record<string, string>;

export type Kind = keyof typeof KINDS;

export function isKind(name: string): name is Kind {
  return Object.hasOwn(KINDS, name);
}
