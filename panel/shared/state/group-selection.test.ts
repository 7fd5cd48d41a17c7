import { afterEach, expect, it } from 'vitest';
import { askTape, inTurn } from '../../../src/channels/testing/polling.ts';
import type { Session } from '../../../src/session/session.ts';
import { open, rig, until } from '../../../src/session/testing.ts';
import type { TapeRecord, TapeWriter } from '../../../src/tape/index.ts';
import { createStore, type Store } from './store.ts';

const ENDPOINT = 'GET http://site.test/list';
const GROUP = 'requests x1';
let session: Session;
let tape: TapeWriter;
let store: Store;

afterEach(async () => {
  store.dispose();
  await session.dispose();
});

/** The panel's store on a session with a stream, and a list that was read page by page. */
async function setUp(): Promise<Store> {
  const made = rig();
  ({ session, tape } = made);
  open(made.tape);
  const pages = inTurn(
    3,
    (i) => ({ url: `http://site.test/list?page=${i + 1}`, held: 40, answer: '[1]' }),
    100,
  );
  for (const connection of askTape(pages).connections()) {
    for (const fact of connection.facts as readonly TapeRecord[]) made.tape.append(fact);
  }
  await until(made.host, () => made.host.polls.repeating().groups[0]?.requests === 3);
  store = createStore(made.host, { now: () => 0, nextFrame: () => () => {} });
  return store;
}

/** What is shown. */
const shown = () => [store.stream.value, store.group.value];

it('a stream or a group is shown, never both', async () => {
  const { select, selectGroup } = await setUp();
  expect(shown()).toEqual(['sse', null]);
  selectGroup(GROUP);
  expect(shown()).toEqual([null, GROUP]);
  expect(store.selected.value).toEqual([]);
  expect(store.view.value).toBeNull();
  select('sse');
  expect(shown()).toEqual(['sse', null]);
  expect(store.view.value).not.toBeNull();
});

it('a group stays what is shown while streams come and change', async () => {
  const { selectGroup, act, host } = await setUp();
  selectGroup(GROUP);
  open(tape, 'other');
  await until(host, () => host.channels.list().length === 2);
  act(() => {});
  expect(shown()).toEqual([null, GROUP]);
});

it('a group that becomes a poll loop is shown as the row that it has in Streams', async () => {
  const { selectGroup, act, host } = await setUp();
  selectGroup(GROUP);
  act(({ polls }) => polls.setEndpointChoice(ENDPOINT, 'loop'));
  expect(shown()).toEqual(['poll x1', null]);
  expect(host.polls.requestGroup(GROUP)).toBeNull();
});

it('a group that is shown as streams by hand is shown as the latest of their rows', async () => {
  const { selectGroup, act, host } = await setUp();
  selectGroup(GROUP);
  act(({ polls }) => polls.setEndpointChoice(ENDPOINT, 'stream'));
  expect(shown()).toEqual(['x3', null]);
  expect(host.polls.requestGroup(GROUP)).toBeNull();
});

it('where its requests are gone, the first stream is shown', async () => {
  const { selectGroup, clear } = await setUp();
  selectGroup(GROUP);
  clear();
  expect(shown()).toEqual(['sse', null]);
});

it('another tape begins with its own first stream', async () => {
  const { selectGroup, act, host } = await setUp();
  selectGroup(GROUP);
  const parts: Uint8Array[] = [];
  for await (const part of host.exports.file({ secrets: 'kept' })) parts.push(part);
  await host.tapes.import('a.tape.ndjson', new Blob(parts as BlobPart[]));
  await until(host, () => host.tapes.shown().kind === 'imported' && host.channels.list().length === 1);
  act(() => {});
  expect(shown()).toEqual(['sse', null]);
});

it('a moment of the player at which they had not repeated yet does not end it', async () => {
  const { selectGroup, act, host } = await setUp();
  selectGroup(GROUP);
  act(({ player }) => player.open(null));
  act(({ player }) => player.control()?.seek(0));
  await until(host, () => host.polls.requestGroup(GROUP) === null);
  act(() => {});
  expect(shown()).toEqual([null, GROUP]);
});
