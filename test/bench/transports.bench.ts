/**
 * The same messages at the same times over Server-Sent Events, long polling and WebSocket: what each costs on the wire and
 * how late the messages come. All three run side by side in one page, captured as the extension captures.
 *
 * Options: `--rates=1,10,100` messages a second, `--delays=0,50` milliseconds added to each direction,
 * `--sizes=0,10240` bytes of a message at least, `--seconds=5` of sending (ten messages at the least).
 */
import { parseArgs } from 'node:util';
import { startFixtures } from '../../fixtures-server/index.ts';
import { bytesAMessage, shareOf } from '../../panel/overview/cost-figures.ts';
import { Capturing } from '../capture/capturing.ts';
import { launchBrowser } from '../devtools/launch.ts';
import { poll } from '../devtools/poll.ts';
import { textTable } from '../devtools/text-table.ts';
import { startRelay } from './delaying-relay.ts';
import { median, quantile } from './figures.ts';
import { runIn } from './in-page.ts';
import { costsIn, type Way } from './transport-costs.ts';

declare global {
  interface Window {
    /** See `fixtures-server/page/transports.js`; milliseconds since 1970. */
    arrivals: Record<Way, { readonly number: number; readonly sent: number; readonly at: number }[]>;
  }
}

/** Milliseconds that a poll is held at most, as servers hold it: below the time-outs that are usual on the way. */
const HOLD = 25_000;

const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '1,10,100' },
    delays: { type: 'string', default: '0,50' },
    sizes: { type: 'string', default: '0,10240' },
    seconds: { type: 'string', default: '5' },
  },
});
const numbers = (text: string) => text.split(',').map(Number);
const WAYS: readonly { readonly way: Way; readonly name: string }[] = [
  { way: 'sse', name: 'SSE' },
  { way: 'poll', name: 'long polling' },
  { way: 'websocket', name: 'WebSocket' },
];

interface Case {
  readonly protocol: 'HTTP/1.1' | 'HTTP/2';
  readonly delay: number;
  readonly bytes: number;
  readonly rate: number;
}

const fixtures = await startFixtures();
const browser = await launchBrowser({ extensions: [], watchNetwork: false });

async function measure({ protocol, delay, bytes, rate }: Case): Promise<Record<string, string>[]> {
  const origin = new URL(protocol === 'HTTP/2' ? fixtures.h2Url : fixtures.url);
  const relay = await startRelay(Number(origin.port), delay);
  origin.port = String(relay.port);
  const capturing = await (await Capturing.on(browser, fixtures)).start();
  const count = Math.max(10, Math.round(rate * Number(values.seconds)));
  try {
    const query = `&count=${count}&every=${Math.round(1000 / rate)}&bytes=${bytes}&hold=${HOLD}`;
    await capturing.open('transports', { query, origin: origin.origin });
    const { page } = capturing;
    const isDone = () => runIn(page, () => document.body.dataset.state === 'done');
    await poll('the last message', isDone, { timeout: 60_000, every: 100 });
    await poll('the end of the socket', async () => capturing.of('end').length > 0);
    const arrivals = await runIn(page, () => window.arrivals);
    const costs = costsIn(capturing);
    return WAYS.map(({ way, name }) => {
      const delays = arrivals[way].map(({ sent, at }) => at - sent);
      if (delays.length !== count) throw new Error(`${name}: ${delays.length} of ${count} messages came`);
      const cost = costs[way];
      const share = shareOf(cost) ?? 0;
      return {
        'messages/s': String(rate),
        size: bytes === 0 ? 'small' : `${bytes / 1024} KB`,
        delay: `${delay} ms`,
        // Chromium opens a socket over HTTP/1.1 where the server has not offered RFC 8441.
        over: way === 'websocket' ? 'HTTP/1.1' : protocol,
        transport: name,
        'bytes/message': Math.round(bytesAMessage(cost) ?? 0).toLocaleString('en'),
        headers: `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`,
        requests: String(cost.requests),
        connections: String(cost.tcpOpened),
        empty: String(cost.empty ?? 0),
        'median delay': `${median(delays).toFixed(1)} ms`,
        'p95 delay': `${quantile(delays, 0.95).toFixed(1)} ms`,
      };
    });
  } finally {
    await capturing.close();
    relay.close();
  }
}

try {
  console.log(
    `${await browser.version()}, headless, page, server and a relay that adds the delay (to each direction) on one machine, Node ${process.version}.`,
  );
  console.log(
    'The three run at the same time in one page. Request header bytes are computed (HTTP/2: before compression), and so are the headers of frames.\n',
  );
  const rows: Record<string, string>[] = [];
  for (const rate of numbers(values.rates))
    for (const bytes of numbers(values.sizes))
      for (const delay of numbers(values.delays))
        for (const protocol of ['HTTP/1.1', 'HTTP/2'] as const)
          rows.push(...(await measure({ protocol, delay, bytes, rate })));
  console.log(textTable(Object.keys(rows[0] ?? {}), rows));
} finally {
  await browser.close();
  await fixtures.close();
}
