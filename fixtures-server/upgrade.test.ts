import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Fixtures, startFixtures } from './index.ts';

let fixtures: Fixtures;
beforeAll(async () => {
  fixtures = await startFixtures();
});
afterAll(() => fixtures.close());

interface Got {
  readonly messages: (string | number[])[];
  readonly code: number;
  readonly reason: string;
}

async function talk(
  id: string,
  { origin = fixtures.url, query = '', sends = [] as (string | Buffer)[], protocols = [] as string[] } = {},
): Promise<Got> {
  const url = `${origin.replace(/^http/, 'ws')}/s/${id}/socket?run=${id}${query}`;
  const socket = new WebSocket(url, protocols, { rejectUnauthorized: false });
  const messages: Got['messages'] = [];
  socket.on('open', () => {
    for (const message of sends) socket.send(message);
  });
  socket.on('message', (data: Buffer, binary) => {
    messages.push(binary ? [...data] : data.toString());
    if (sends.length > 0 && messages.length === sends.length) socket.close(1000, 'done');
  });
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return { messages, code, reason: reason.toString() };
}

describe('sockets', () => {
  test('an echo sends each message back as it came, on every origin', async () => {
    for (const origin of [fixtures.url, fixtures.h2Url, fixtures.otherUrl]) {
      const sends = ['hello', Buffer.from([0, 255])];
      const { messages } = await talk('ws-echo', { origin, sends, protocols: ['x', 'echo.example'] });
      expect(messages).toEqual(['hello', [0, 255]]);
    }
    const [connection] = fixtures.connections('ws-echo');
    expect(connection?.received.map(({ binary }) => binary)).toEqual([false, true]);
    expect(connection?.chunks.map(({ binary }) => binary)).toEqual([false, true]);
    expect(connection?.status).toBe(101);
  });

  test('ends as its script says: with a code, or without a close frame', async () => {
    expect(await talk('ws-close')).toMatchObject({ code: 4001, reason: 'session expired' });
    expect(fixtures.connections('ws-close')[0]?.ending).toBe('end');
    expect(await talk('ws-drop')).toMatchObject({ code: 1006 });
    expect(fixtures.connections('ws-drop')[0]?.ending).toBe('cut');
  });

  test('a flood has every frame, in order', async () => {
    const { messages } = await talk('ws-flood', { query: '&count=2000&size=8' });
    const numbers = messages.map((bytes) => Buffer.from(bytes as number[]).readUInt32BE());
    expect(numbers).toEqual(Array.from({ length: 2000 }, (_, i) => i + 1));
  });

  test.each([
    ['ws-refused', /403/],
    ['nothing', /404/],
    ['clock', /404/],
  ])('%s is refused', async (id, status) => {
    await expect(talk(id)).rejects.toThrow(status);
  });
});
