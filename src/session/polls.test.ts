import { expect, it } from 'vitest';
import type { CaptureControl } from '../capture/status.ts';
import { askTape, inTurn } from '../channels/testing/polling.ts';
import { type TapeRecord, type TapeWriter, writeTape } from '../tape/index.ts';
import { createSession, memorySettings, type Session } from './session.ts';

const ENDPOINT = 'GET http://site.test/poll';
const answer = '{"events":[{"id":1},{"id":2}]}';
const asks = inTurn(4, (i) => ({ held: 600, answer: i === 1 ? '[]' : answer }));

const control: CaptureControl = {
  protocolSessions: () => null,
  status: () => ({ state: 'on', source: 'protocol', notices: [] }),
  onStatus: () => () => {},
  record: async () => {},
  use: async () => {},
  dismiss() {},
  async reloadPage() {},
  async findListeners() {},
  async dispose() {},
};

/** A session whose capture wrote these exchanges. */
async function sessionOf(change: (write: TapeWriter) => void = () => {}): Promise<Session> {
  let writer: TapeWriter | null = null;
  const session = createSession({
    capture: (tape) => {
      writer = tape;
      return control;
    },
    settings: memorySettings(),
  });
  const to = writer as TapeWriter | null;
  if (!to) throw new Error('no writer');
  for (const record of recordsOf(asks)) to.append(record);
  change(to);
  await expect.poll(() => session.host.streams().length).toBe(1);
  return session;
}

function recordsOf(of: Parameters<typeof askTape>[0]): TapeRecord[] {
  const tape = askTape(of);
  return tape.connections().flatMap((connection) => {
    const [chunk] = connection.chunks.count > 0 ? [connection.chunkRecord(0)] : [];
    const facts: TapeRecord[] = [...connection.facts];
    if (chunk) facts.splice(-1, 0, chunk);
    return facts;
  });
}

it('a loop’s events, cycles and overview cross the border as plain data', async () => {
  const { host, dispose } = await sessionOf();
  const [row] = host.streams();
  expect(row).toMatchObject({ kind: 'stream', transport: 'poll', connections: 4 });
  const id = row?.id ?? '';
  expect(host.cycles(id)?.rows(0, 4)).toHaveLength(4);
  expect(host.cycles(id)?.indexOf('x3')).toBe(2);
  expect(host.pollOverview(id)).toMatchObject({ cycles: 4, endpoint: ENDPOINT, hasLists: true });
  expect(host.connection('x2')?.summary.verdict).toBe('The answer is complete.');
  expect(host.command(id)).toContain('http://site.test/poll');
  expect(host.bytes('x1', 0, 4)).toEqual(new TextEncoder().encode('{"ev'));
  let tape = '';
  for await (const piece of host.exportTape()) tape += new TextDecoder().decode(piece);
  expect(tape).toContain('"exchange":true');
  await dispose();
});

it('an open view follows the choice of rows', async () => {
  const { host, dispose } = await sessionOf();
  const id = host.streams()[0]?.id ?? '';
  const view = host.openEvents({ stream: id, filter: '', comments: true, sort: null });
  expect(view.count).toBe(7);
  host.showPollRows(id, 'answers');
  expect(view.count).toBe(4);
  expect(view.rows(0, 1)[0]?.data).toBe(answer);
  await dispose();
});

it('what the user says of an endpoint holds for the imported tape too', async () => {
  const { host, dispose } = await sessionOf();
  host.setEndpointChoice(ENDPOINT, 'not-a-loop');
  expect(host.streams()).toEqual([]);
  expect(host.repeating()).toMatchObject([{ endpoint: ENDPOINT, choice: 'not-a-loop' }]);
  const file = new Blob([...writeTape(askTape(asks))]);
  await host.importTape('a.tape.ndjson', file);
  await expect.poll(() => host.repeating().length).toBe(1);
  expect(host.streams()).toEqual([]);
  host.setEndpointChoice(ENDPOINT, null);
  expect(host.streams()).toHaveLength(1);
  await dispose();
});

it('what the user says of an endpoint travels with the tape, also of one that began at Clear', async () => {
  const { host, dispose } = await sessionOf();
  host.setEndpointChoice(ENDPOINT, 'not-a-loop');
  host.clear();
  host.setEndpointChoice('GET http://site.test/other', 'loop');
  let tape = '';
  for await (const piece of host.exportTape()) tape += new TextDecoder().decode(piece);
  const decisions = tape.split('\n').filter((line) => line.includes('"kind":"decision"'));
  expect(decisions.map((line) => JSON.parse(line))).toMatchObject([
    { what: 'poll', endpoint: ENDPOINT, intent: 'not-a-loop' },
    { what: 'poll', endpoint: 'GET http://site.test/other', intent: 'loop' },
  ]);
  await dispose();

  const asked = [...writeTape(askTape(asks))].join('');
  const other = await sessionOf();
  await other.host.importTape('a.tape.ndjson', new Blob([asked, `${decisions[0]}\n`]));
  await expect.poll(() => other.host.repeating()).toMatchObject([{ choice: 'not-a-loop' }]);
  expect(other.host.streams()).toEqual([]);
  other.host.showTape('live');
  expect(other.host.streams()).toHaveLength(1);
  await other.dispose();
});

it('a loop continues after Clear, with the request that is held', async () => {
  const { host, dispose } = await sessionOf((tape) => {
    for (const record of recordsOf([{ at: 3000 }])) {
      if ('on' in record) tape.append({ ...record, on: 'held' });
    }
  });
  host.clear();
  await expect
    .poll(() => host.streams()[0])
    .toMatchObject({ transport: 'poll', connections: 1, openedAt: 3000 });
  expect(host.pollOverview(host.streams()[0]?.id ?? '')?.why).toEqual([
    'It was recognised before the log was cleared.',
  ]);
  await dispose();
});
