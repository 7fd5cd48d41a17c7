/** Plays a script on a response, noting every write. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type Http2ServerResponse, constants as h2 } from 'node:http2';
import type { Writable } from 'node:stream';
import { createGzip, constants as zlib } from 'node:zlib';
import { sleep } from './clock.ts';
import type { ScenarioResponse } from './scenario.ts';
import type { Recorder } from './written.ts';

/** The two kinds of response behave alike, but for the way they are broken off. */
export type Response = ServerResponse | Http2ServerResponse;

interface Outlet {
  write(bytes: Uint8Array): Promise<void>;
  end(): void;
}

function plainOutlet(out: Writable, gone: AbortSignal): Outlet {
  return {
    async write(bytes) {
      if (!out.write(bytes)) await once(out, 'drain', { signal: gone });
    },
    end: () => out.end(),
  };
}

function gzipOutlet(out: Writable, gone: AbortSignal): Outlet {
  const gzip = createGzip();
  gzip.pipe(out);
  return {
    write: (bytes) =>
      new Promise((resolve) => {
        // Nothing reads the compressor's output once the client has left, so the flush would never call back.
        gone.addEventListener('abort', () => resolve(), { once: true });
        gzip.write(bytes);
        // Without the flush the compressor would hold small messages back until it has a whole block.
        gzip.flush(zlib.Z_SYNC_FLUSH, () => resolve());
      }),
    end: () => gzip.end(),
  };
}

function breakOff(res: Response, how: 'reset' | 'cut'): void {
  if ('stream' in res) res.stream.close(h2.NGHTTP2_INTERNAL_ERROR);
  else if (how === 'reset') res.socket?.resetAndDestroy();
  else res.socket?.destroy();
}

/** Sends the head and then the script; resolves when the script is over or the client has left. */
export async function play(answer: ScenarioResponse, res: Response, recorder: Recorder): Promise<void> {
  const closing = new AbortController();
  const gone = closing.signal;
  res.once('close', () => {
    recorder.ended('left');
    closing.abort();
  });
  const out: Writable = res;
  out.on('error', () => closing.abort());

  if (answer.wait !== undefined) {
    await sleep(answer.wait, gone).catch(() => {});
    if (gone.aborted) return;
  }
  res.statusCode = answer.status ?? 200;
  if (answer.encoding) res.setHeader('content-encoding', answer.encoding);
  for (const [name, value] of Object.entries(answer.headers ?? {})) res.setHeader(name, value);
  // The headers go out on their own: `open` must not wait for the first message.
  if ('stream' in res) res.writeHead(res.statusCode);
  else res.flushHeaders();

  const outlet = answer.encoding === 'gzip' ? gzipOutlet(out, gone) : plainOutlet(out, gone);
  try {
    for (const step of answer.steps) {
      if (gone.aborted) return;
      switch (step.kind) {
        case 'write':
          recorder.wrote(step.bytes);
          await outlet.write(step.bytes);
          break;
        case 'pause':
          await sleep(step.ms, gone);
          break;
        case 'hold':
          if (!gone.aborted) await once(gone, 'abort');
          return;
        case 'end':
          recorder.ended('end');
          outlet.end();
          return;
        case 'reset':
        case 'cut':
          recorder.ended(step.kind);
          breakOff(res, step.kind);
          return;
      }
    }
    recorder.ended('end');
    outlet.end();
  } catch (error) {
    // A pause or a drain given up because the client left is no fault; everything else is.
    if (!gone.aborted) throw error;
  }
}
