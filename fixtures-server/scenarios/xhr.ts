import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

export default {
  id: 'xhr',
  name: 'XMLHttpRequest',
  group: 'Who opens the stream',
  teaches:
    'Old libraries read an event stream by XMLHttpRequest. At every progress event they get the whole text so far, and use only the new part. The text grows for as long as the stream lives.',
  lookFor: 'the stream with its events, marked as XHR.',
  page: { script: 'xhr' },
  routes: {
    stream: {
      steps: [
        ...spaced(
          150,
          'id: 1\ndata: first\n\n',
          'id: 2\nevent: named\ndata: second, in ',
          'two writes\n\n',
          'id: 3\ndata: third\n\n',
        ),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
