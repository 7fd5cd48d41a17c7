import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

const routes = {
  stream: {
    steps: [
      ...spaced(
        250,
        'id: 1\ndata: first\n\n',
        'id: 2\ndata: second\n\n',
        'id: 3\ndata: third\n\n',
        'id: 4\ndata: fourth\n\n',
      ),
      pause(200),
    ],
  },
};

const documents = {
  frame: {
    title: 'A frame with a stream',
    text: 'This iframe opens the stream, and passes what it receives on to the page around it.',
    script: 'frame',
  },
};

export const sameOriginIframe: Scenario = {
  id: 'same-origin-iframe',
  name: 'In an iframe of the same origin',
  group: 'Who opens the stream',
  teaches:
    'An iframe inside the page opens the stream. It has the page’s origin, so it runs in the page’s process.',
  lookFor: 'the stream with its four events, marked as an iframe’s.',
  page: { script: 'frame-page' },
  routes,
  documents,
};

export const crossOriginIframe: Scenario = {
  id: 'cross-origin-iframe',
  name: 'In an iframe of another site',
  group: 'Who opens the stream',
  teaches: 'An iframe of another site runs in a process of its own. Many tools do not look there.',
  lookFor: 'the stream with its four events, though its process is not the page’s.',
  page: { script: 'other-frame-page' },
  routes,
  documents,
};
