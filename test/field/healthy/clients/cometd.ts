import { createRequire } from 'node:module';
import type { HealthyPage } from '../page.ts';

export default {
  source: 'https://docs.cometd.org/current8/reference/#_concepts_bayeux_protocol',
  does: 'CometD on long polling: handshake, connect, subscribe; the page publishes and hears it, and connects are held.',
  lib: `export { CometD } from 'cometd/cometd.js';`,
  serve() {
    // It is CommonJS, whose names Node does not see at an import.
    const { createCometDServer } = createRequire(import.meta.url)(
      'cometd-nodejs-server',
    ) as typeof import('cometd-nodejs-server');
    const server = createCometDServer({ timeout: 3000 });
    return {
      answer: ({ request, response }) => server.handle(request, response),
      close: () => server.close(),
    };
  },
  async page() {
    const { CometD }: typeof import('cometd') = await import(String('/lib.js'));
    const client = new CometD();
    client.unregisterTransport('websocket');
    client.configure({ url: '/cometd' });
    client.handshake((reply: { successful?: boolean }) => {
      if (!reply.successful) return;
      client.subscribe('/chat/red', () => {});
      for (const at of [600, 1500, 1600, 6000, 9000])
        setTimeout(() => client.publish('/chat/red', { text: `it is ${at}` }), at);
    });
  },
  seconds: 14,
  rows: [{ kind: 'Bayeux', transport: ['poll'], url: /\/cometd/, notes: ['poll-headers'] }],
} satisfies HealthyPage;
