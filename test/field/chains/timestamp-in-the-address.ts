import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/Salesforce-Async-Messaging/messaging-web-api-sample-app/pull/10',
  reported: 'Each retry makes a new EventSource with a fresh time in the address, against caches.',
  needed: 'One stream: the address is the same but for that time. Another channel is another stream.',
  async answer(call) {
    const stream = eventStream(call, 'data: hello\n\n');
    if (call.nth > 3) return;
    await call.pause(1000);
    stream.destroy();
  },
  page() {
    const open = (channel: number) => {
      const source = new EventSource(`/sse?channel=${channel}&_ts=${Date.now()}`);
      source.onerror = () => {
        source.close();
        setTimeout(() => open(channel), 500);
      };
    };
    open(7);
  },
  until: (capture) => capture.until('chunk', 4),
  rows: [{ is: { connections: 4 }, state: 'open', findings: ['warning connection-fails'] }],
} satisfies FieldCase;
