import type { Scenario } from '../scenario.ts';
import { cut, pause, reset, write } from '../steps.ts';

const opening = [
  write('id: 1\ndata: whole\n\n'),
  pause(300),
  write('id: 2\ndata: half of a mess'),
  // A reset discards what the other side has not read yet, and a busy browser reads late.
  pause(800),
];

export const resetMidMessage: Scenario = {
  id: 'reset-mid-message',
  name: 'Reset in mid-message',
  group: 'Endings and refusals',
  teaches:
    'The TCP connection is reset while a message is being written, as when a server crashes. The half message is lost, and the browser would reconnect.',
  lookFor: 'one event, the half message as a row of its own, and the end as a connection reset.',
  page: { script: 'eventsource' },
  routes: { stream: { steps: [...opening, reset] } },
};

export const cutMidMessage: Scenario = {
  id: 'cut-mid-message',
  name: 'Cut off in mid-message',
  group: 'Endings and refusals',
  teaches:
    'The TCP connection is closed in good order, but in the middle of a response. An impatient proxy does this. To the page it looks just like a proper end.',
  lookFor: 'one event, the half message as a row of its own, and an end that names the incomplete response.',
  page: { script: 'eventsource' },
  routes: { stream: { steps: [...opening, cut] } },
};
