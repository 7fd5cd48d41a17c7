import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/bigskysoftware/htmx-extensions/issues/192',
  reported: 'Once closed, an extension makes a new EventSource after 0.5 s, doubling to 64 s, for ever.',
  needed:
    'One stream of several sources that one line made. Five were refused with 502 one after the other, with growing pauses.',
  answer(call) {
    const { nth, response } = call;
    if (nth === 1) eventStream(call, 'data: 1\n\n').destroy();
    else if (nth < 7) response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    else eventStream(call, 'data: 2\n\n');
  },
  page() {
    let pause = 100;
    const open = () => {
      const source = new EventSource('/events');
      source.onerror = () => {
        if (source.readyState !== EventSource.CLOSED) return;
        setTimeout(open, pause);
        pause *= 2;
      };
    };
    open();
  },
  until: (capture) => capture.until('response', 7),
  rows: [
    {
      is: { connections: 7 },
      state: 'open',
      findings: ['warning final-status'],
      says: [/502/],
      never: [/storm/i],
    },
  ],
} satisfies FieldCase;
