import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/mpetazzoni/sseclient/issues/18',
  reported:
    'Notifications reach curl, a data line for each line of indented JSON. The client never yields one.',
  needed:
    'Two JSON documents stand in one message that has not ended: the blank line between them is missing.',
  async answer(call) {
    const document = ['{', '  "notification": {', '    "eventTime": "now",', '    "state": "up"', '  }', '}'];
    const stream = eventStream(call);
    stream.write(document.map((line) => `data: ${line}\n`).join(''));
    await call.pause(3000);
    stream.write(document.map((line) => `data: ${line}\n`).join(''));
  },
  page: () =>
    fetch('/stream', { headers: { accept: 'text/event-stream' } }).then((response) => response.text()),
  until: (capture) => capture.until('chunk', 2),
  later: 5000,
  rows: [{ is: { events: 0 }, state: 'open', findings: ['warning pending-long'], says: [/blank line/] }],
} satisfies FieldCase;
