import type { HealthyPage } from '../page.ts';
import { bodyOf, json } from '../serving.ts';

export default {
  source: 'https://ethereum.org/developers/docs/apis/json-rpc/',
  does: 'A wallet asks its node by JSON-RPC: for the number of the newest block at even times, and for balances now and then, with an id that rises.',
  serve: () => ({
    async answer(call) {
      const { id, method } = JSON.parse(await bodyOf(call.request));
      await call.pause(50);
      const number = method === 'eth_blockNumber' ? 19_000_000 + Math.floor(call.nth / 4) : call.nth * 7919;
      json(call, { jsonrpc: '2.0', id, result: `0x${number.toString(16)}` });
    },
  }),
  page() {
    let id = 0;
    const ask = async (method: string, ...params: readonly string[]) => {
      const body = JSON.stringify({ jsonrpc: '2.0', id: ++id, method, params });
      await (
        await fetch('/rpc', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      ).json();
    };
    setInterval(ask, 1200, 'eth_blockNumber');
    for (const [at, account] of [
      [700, '0xa1'],
      [1500, '0xb2'],
      [1510, '0xc3'],
      [5300, '0xd4'],
    ] as const)
      setTimeout(ask, at, 'eth_getBalance', account, 'latest');
  },
  seconds: 10,
  rows: [{ kind: 'short poll', transport: ['poll'], url: /rpc/, notes: ['poll-short', 'poll-headers'] }],
  requests: [{ endpoint: /POST .*\/rpc.*eth_getBalance/, label: ['questions'] }],
} satisfies HealthyPage;
