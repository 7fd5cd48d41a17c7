import type { Scenario, ScenarioRequest, Step } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

/** Shows that the body of the request was read. */
function reply(ask: ScenarioRequest): Step[] {
  return [
    ...spaced(
      150,
      `event: method\ndata: ${ask.method}\n\n`,
      `event: echo\ndata: ${ask.body.replaceAll(/\r\n|\r|\n/g, '\ndata: ')}\n\n`,
      'id: 3\ndata: read by fetch, parsed by the page\n\n',
    ),
    pause(200),
  ];
}

export default {
  id: 'post-fetch',
  name: 'POST by fetch',
  group: 'Who opens the stream',
  teaches:
    'fetch can send a POST with a body and its own headers, and read the response as an event stream. The page brings its own parser, and does not reconnect.',
  lookFor:
    'a POST in Streams, with events like those of an EventSource. Its headers name the script that sent it.',
  page: { script: 'fetch' },
  routes: { stream: (ask) => ({ steps: reply(ask) }) },
} satisfies Scenario;
