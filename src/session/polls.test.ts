import { expect, it } from 'vitest';
import { askTape, inTurn } from '../channels/testing/polling.ts';
import { type RequestRecord, type TapeRecord, type TapeWriter, writeTape } from '../tape/index.ts';
import type { Session } from './session.ts';
import { rig } from './testing.ts';

const ENDPOINT = 'GET http://site.test/poll';
const answer = '{"events":[{"id":1},{"id":2}]}';
const asks = inTurn(4, (i) => ({ held: 600, answer: i === 1 ? '[]' : answer }));

/** A session whose capture wrote these exchanges. */
async function sessionOf(change: (write: TapeWriter) => void = () => {}): Promise<Session> {
  const { session, tape: to } = rig();
  for (const record of recordsOf(asks)) to.append(record);
  change(to);
  await expect.poll(() => session.host.channels.list().length).toBe(1);
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
  const [row] = host.channels.list();
  expect(row).toMatchObject({ kind: 'stream', transport: 'poll', connections: 4 });
  const id = row?.id ?? '';
  expect(host.polls.cycles(id)?.rows(0, 4)).toHaveLength(4);
  expect(host.polls.cycles(id)?.indexOf('x3')).toBe(2);
  expect(host.polls.overview(id)).toMatchObject({ cycles: 4, endpoint: ENDPOINT, hasLists: true });
  expect(host.channels.connection('x2')?.summary.verdict).toBe('The answer is complete.');
  expect(host.channels.command(id)).toContain('http://site.test/poll');
  expect(host.channels.bytes('x1', 0, 4)).toEqual(new TextEncoder().encode('{"ev'));
  let tape = '';
  for await (const piece of host.exports.file()) tape += new TextDecoder().decode(piece);
  expect(tape).toContain('"exchange":true');
  await dispose();
});

it('what repeats crosses the border as plain data, looked into as well', async () => {
  const { host, dispose } = await sessionOf();
  host.polls.setEndpointChoice(ENDPOINT, 'not-a-loop');
  const repeating = host.polls.repeating();
  expect(structuredClone(repeating)).toEqual(repeating);
  const detail = host.polls.requestGroup(repeating.groups[0]?.id ?? '');
  expect(structuredClone(detail)).toEqual(detail);
  expect(detail?.latest.map(({ connection }) => connection)).toEqual(['x1', 'x2', 'x3', 'x4']);
  expect(host.polls.requestGroup('requests elsewhere')).toBeNull();
  await dispose();
});

it('an open view follows the choice of rows', async () => {
  const { host, dispose } = await sessionOf();
  const id = host.channels.list()[0]?.id ?? '';
  const view = host.views.openEvents({ stream: id, filter: '', comments: true, sort: null });
  expect(view.count).toBe(7);
  host.polls.showRows(id, 'answers');
  expect(view.count).toBe(4);
  expect(view.rows(0, 1)[0]?.data).toBe(answer);
  await dispose();
});

it('what the user says of an endpoint holds for the imported tape too', async () => {
  const { host, dispose } = await sessionOf();
  host.polls.setEndpointChoice(ENDPOINT, 'not-a-loop');
  expect(host.channels.list()).toEqual([]);
  expect(host.polls.repeating().groups).toMatchObject([{ endpoint: ENDPOINT, choice: 'not-a-loop' }]);
  const file = new Blob([...writeTape(askTape(asks))]);
  await host.tapes.import('a.tape.ndjson', file);
  await expect.poll(() => host.polls.repeating().groups.length).toBe(1);
  expect(host.channels.list()).toEqual([]);
  host.polls.setEndpointChoice(ENDPOINT, null);
  expect(host.channels.list()).toHaveLength(1);
  await dispose();
});

it('what the user says of an endpoint travels with the tape, also of one that began at Clear', async () => {
  const { host, dispose } = await sessionOf();
  host.polls.setEndpointChoice(ENDPOINT, 'not-a-loop');
  host.tapes.clear();
  host.polls.setEndpointChoice('GET http://site.test/other', 'loop');
  let tape = '';
  for await (const piece of host.exports.file()) tape += new TextDecoder().decode(piece);
  const decisions = tape.split('\n').filter((line) => line.includes('"kind":"decision"'));
  expect(decisions.map((line) => JSON.parse(line))).toMatchObject([
    { what: 'poll', endpoint: ENDPOINT, intent: 'not-a-loop' },
    { what: 'poll', endpoint: 'GET http://site.test/other', intent: 'loop' },
  ]);
  await dispose();

  const asked = [...writeTape(askTape(asks))].join('');
  const other = await sessionOf();
  await other.host.tapes.import('a.tape.ndjson', new Blob([asked, `${decisions[0]}\n`]));
  await expect.poll(() => other.host.polls.repeating().groups).toMatchObject([{ choice: 'not-a-loop' }]);
  expect(other.host.channels.list()).toEqual([]);
  other.host.tapes.show('live');
  expect(other.host.channels.list()).toHaveLength(1);
  await other.dispose();
});

it('what the user wants shown as a stream is a row a response, in this tape, in an imported one, and after Clear', async () => {
  const { session, host, tape, isShownAsStream } = rig();
  const records = recordsOf(asks);
  for (const record of records) tape.append(record);
  await expect.poll(() => host.channels.list().length).toBe(1);
  const [, asked] = records.filter(({ kind }) => kind === 'request') as RequestRecord[];
  if (!asked) throw new Error('nothing was asked');
  expect(isShownAsStream(asked)).toBe(false);
  host.polls.setEndpointChoice(ENDPOINT, 'stream');
  const transports = () => host.channels.list().map((row) => row.kind === 'stream' && row.transport);
  await expect.poll(transports).toEqual(Array(4).fill('pieces'));
  expect(host.polls.streamEndpoint('x2')).toBe(ENDPOINT);
  // Capture keeps more of what comes from now on.
  expect(isShownAsStream(asked)).toBe(true);
  expect(isShownAsStream({ ...asked, url: 'http://site.test/other' })).toBe(false);

  await host.tapes.import('a.tape.ndjson', new Blob([...writeTape(askTape(asks))]));
  await expect.poll(transports).toHaveLength(4);
  host.tapes.show('live');
  host.tapes.clear();
  for (const record of records)
    tape.append('on' in record ? { ...record, on: `${record.on} later` } : record);
  await expect.poll(transports).toEqual(Array(4).fill('pieces'));

  host.polls.setEndpointChoice(ENDPOINT, null);
  await expect.poll(transports).toEqual(['poll']);
  expect(host.polls.streamEndpoint('x2')).toBeNull();
  await session.dispose();
});

it('a loop continues after Clear, with the request that is held', async () => {
  const { host, dispose } = await sessionOf((tape) => {
    for (const record of recordsOf([{ at: 3000 }])) {
      if ('on' in record) tape.append({ ...record, on: 'held' });
    }
  });
  host.tapes.clear();
  await expect
    .poll(() => host.channels.list()[0])
    .toMatchObject({ transport: 'poll', connections: 1, openedAt: 3000 });
  expect(host.polls.overview(host.channels.list()[0]?.id ?? '')?.why).toEqual([
    'It was recognised before the log was cleared.',
  ]);
  await dispose();
});
