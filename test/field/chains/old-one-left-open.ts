import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/oguzbilgic/kern-ai/pull/16',
  reported: 'After an idle time the page reconnects by hand, and each message shows twice.',
  needed:
    'Two streams of one address are open at once: the old one was not closed before the new one was made.',
  async answer(call) {
    const stream = eventStream(call, 'retry: 300\ndata: hello\n\n');
    if (call.nth > 1) return;
    await call.pause(1000);
    stream.destroy();
  },
  page() {
    const open = () => {
      const source = new EventSource('/chat');
      source.onerror = () => setTimeout(open, 100);
    };
    open();
  },
  until: (capture) => capture.until('chunk', 3),
  later: 5000,
  rows: [
    { is: { connections: 2 }, state: 'open', findings: ['note open-twice'] },
    { is: { connections: 1 }, state: 'open', findings: ['note open-twice'] },
  ],
} satisfies FieldCase;
