import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PanelHost } from '../../../src/session/session.ts';
import { poll } from '../../devtools/poll.ts';
import type { Rig } from './rig.ts';

/**
 * The message of the lesson `split-message`, by a server that writes the second half when the tape has the first: the lesson
 * pauses for 300 ms, and a page that is busy for as long reads both as one chunk.
 */
export async function readSplitMessage(rig: Rig): Promise<void> {
  let response: ServerResponse | undefined;
  const server = createServer((_, answer) => {
    response = answer;
    answer.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    });
    answer.write('event: custom_1\nid: unique_2\ndata: hello\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await rig.visit(rig.fixtures.url);
    await rig.page.evaluate(
      (url) => {
        const source = new EventSource(url);
        const isOver = new Promise<void>((resolve) => {
          source.addEventListener('custom_2', () => {
            source.close();
            resolve();
          });
        });
        Object.assign(window, { isOver });
      },
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/stream`,
    );
    // Asked of the session: a panel that is hidden draws nothing.
    await poll('the first half', () =>
      rig.panel.frame.evaluate(() => {
        const { streamscopeHost } = window as unknown as { streamscopeHost: PanelHost };
        return streamscopeHost.channels.list().some((row) => row.kind === 'stream' && row.bytes > 0);
      }),
    );
    response?.write('event: custom_2\nid: unique_1\ndata: +1\n\n');
    await rig.page.evaluate('isOver');
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
