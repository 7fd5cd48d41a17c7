import { resume } from '../routes/resume.ts';
import type { Scenario } from '../scenario.ts';

/** A lesson about a library that reads event streams without EventSource, and comes back by itself. */
function client(id: string, library: string, how: string): Scenario {
  return {
    id,
    name: library,
    group: 'Who opens the stream',
    teaches: `${library} reads an event stream by ${how}, and reconnects by itself when it ends. Nothing links these requests for the browser.`,
    lookFor:
      'one stream of several connections. Connections shows why they belong together: the Last-Event-ID is the last one committed.',
    page: { script: id },
    routes: { stream: resume },
  };
}

export const clientFetchEventSource = client(
  'client-fetch-event-source',
  '@microsoft/fetch-event-source',
  'fetch, here with a POST',
);
export const clientSseJs = client('client-sse-js', 'sse.js', 'XMLHttpRequest');
export const clientEventsource = client('client-eventsource', 'eventsource (npm)', 'fetch');
