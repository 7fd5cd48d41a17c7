import type { Scenario } from '../scenario.ts';
import { pause, write } from '../steps.ts';

export default {
  id: 'json-lines',
  name: 'JSON lines by fetch',
  group: 'Who opens the stream',
  teaches:
    'A response need not be an event stream to be read as it comes: here each line is one JSON value (application/x-ndjson). The page cuts the lines itself. An empty line keeps the connection alive. One line is a message of the server’s log, and the last one is cut.',
  lookFor:
    'a row a line in Events, the line that two chunks brought (Merge shows them), the one that is no JSON, and the one that was cut.',
  page: { script: 'lines' },
  routes: {
    stream: {
      headers: { 'content-type': 'application/x-ndjson' },
      steps: [
        write('{"id":1,"type":"step","text":"Looking it up"}\n'),
        pause(400),
        write('\n'),
        pause(400),
        write('{"id":2,"type":"step","text":"Rea'),
        pause(300),
        write('ding"}\n{"id":3,"type":"step","text":"Writing"}\n'),
        pause(300),
        write('WARN: cache is cold\n'),
        pause(300),
        write('{"id":4,"type":"answer","text":"Forty-'),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
