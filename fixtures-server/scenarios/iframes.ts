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
    text: 'This frame opens the stream, and passes on to the page around it what it receives.',
    script: 'frame',
  },
};

export const sameOriginIframe: Scenario = {
  id: 'same-origin-iframe',
  name: 'In a frame of the same origin',
  group: 'Who opens the stream',
  teaches:
    'A frame inside the page opens the stream. Being of the same origin, it runs in the page’s process.',
  lookFor: 'the stream with its four events, marked as a frame’s.',
  page: { script: 'frame-page' },
  routes,
  documents,
};

export const crossOriginIframe: Scenario = {
  id: 'cross-origin-iframe',
  name: 'In a frame of another site',
  group: 'Who opens the stream',
  teaches: 'A frame of another site runs in a process of its own, where many tools do not look.',
  lookFor: 'the stream with its four events, though its process is not the page’s.',
  page: { script: 'other-frame-page' },
  routes,
  documents,
};
