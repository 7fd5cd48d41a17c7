/** MCP as its SDK speaks it, client and server: answers, streams and refusals that are in order give no error and no warning. */
import { test } from 'vitest';
import { expectHealthy, withoutStalls } from './support/healthy/judge.ts';
import { type McpOptions, mcp } from './support/healthy/mcp.ts';
import { openSite } from './support/healthy/site.ts';
import { plainBrowser } from './support/plain-browser.ts';

const plain = plainBrowser();
const lib = `
  export { Client } from '@modelcontextprotocol/sdk/client/index.js';
  export { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
`;
const connect = `
  let opened;
  const isOpen = new Promise((done) => { opened = done; });
  const client = new lib.Client({ name: 'page', version: '1.0.0' });
  const transport = new lib.StreamableHTTPClientTransport(new URL('/mcp', location.href), {
    fetch: async (url, init) => {
      const answer = await fetch(url, init);
      if (init?.method === 'GET') opened();
      return answer;
    },
    reconnectionOptions: { initialReconnectionDelay: 50, maxReconnectionDelay: 200, reconnectionDelayGrowFactor: 1, maxRetries: 5 },
  });
  await client.connect(transport);
`;
const work = `
  ${connect}
  await client.listTools();
  let progress = 0;
  for (let i = 0; i < 3; i++) await client.callTool({ name: 'count' }, undefined, { onprogress: () => progress++ });
  for (let i = 0; i < 6; i++) await client.callTool({ name: 'add' });
`;

test.concurrent.for<[string, McpOptions, string]>([
  ['answers by event streams, and a stream by GET', {}, work],
  ['answers by JSON', { json: true }, work],
  ['no stream by GET: 405', { withoutGet: true }, work],
  ['with the ids and the empty first events of a server that can resume', { resumable: true }, work],
  [
    'a stream that the server closes and the client resumes by GET',
    { resumable: true },
    `${connect} await client.callTool({ name: 'long' });`,
  ],
  [
    'messages of the server on the stream by GET',
    { resumable: true },
    `${connect}
    let messages = 0;
    const heard = new Promise((done) => { client.fallbackNotificationHandler = async () => { if (++messages === 5) done(); }; });
    await isOpen;
    await client.callTool({ name: 'tell' });
    await heard;`,
  ],
  [
    'a session that the client ends by DELETE',
    {},
    `${work} await transport.terminateSession(); await client.close();`,
  ],
])('%s', async ([, options, script], context) => {
  const { run, records } = await openSite(plain, context, { lib, ...mcp(options) });
  await run(script);
  expectHealthy(withoutStalls(await records()));
});
