import { bodyOf, type FieldCase, json, untilDone } from '../case.ts';

/** What is used of the client. */
interface Builder {
  withUrl(url: string): Builder;
  configureLogging(level: string): Builder;
  build(): { start(): Promise<void> };
}
interface Lib {
  HubConnectionBuilder: new () => Builder;
}

export default {
  source: 'https://github.com/dotnet/aspnetcore/issues/9917',
  reported:
    'The negotiation of SignalR always succeeds, and nearly every request after it is 404: no connection with that ID.',
  needed:
    'One row of SignalR: each negotiation good, the next request refused with these words. Another node got it, or it was over.',
  async answer({ request, response, path, nth }) {
    await bodyOf(request);
    if (path.startsWith('/notify/negotiate')) {
      const availableTransports = [{ transport: 'LongPolling', transferFormats: ['Text', 'Binary'] }];
      const id = `Vg4Mieg0ya3aD17f8kMxw${nth}`;
      json(response, { negotiateVersion: 1, connectionId: id, connectionToken: id, availableTransports });
    } else response.writeHead(404, { 'content-type': 'text/plain' }).end('No Connection with that ID');
  },
  lib: `export { HubConnectionBuilder } from '@microsoft/signalr';`,
  async page(_, { HubConnectionBuilder }: Lib) {
    for (let attempt = 0; attempt < 7; attempt++) {
      const hub = new HubConnectionBuilder().withUrl('/notify').configureLogging('none').build();
      await hub.start().catch(() => {});
      await new Promise((done) => setTimeout(done, 400));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [
    {
      is: { transport: 'poll', failing: true, status: 404 },
      state: 'open',
      findings: ['error poll-fails'],
      says: [/SignalR/, /No Connection with that ID/],
    },
  ],
  requests: [],
} satisfies FieldCase;
