/** The replay server: a tape, served again on loopback. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { Channels } from '../../src/channels/index.ts';
import { type RecordedChannel, recordedChannelsOf } from '../../src/replay/serving/index.ts';
import type { Tape } from '../../src/tape/index.ts';
import { listen } from '../listen.ts';
import { makeRouter } from './router.ts';

export interface ReplayOptions {
  readonly tape: Tape;
  /** The tape's file name. */
  readonly name: string;
  /** What was wrong with the file. */
  readonly notes?: readonly string[];
  /** 0, the default, takes any that is free. */
  readonly port?: number;
  /** Letters, digits, `-` and `_`, 16 at least; by default 128 random bits. */
  readonly token?: string;
  /** Called with what is served: a line, and what differs from the recording. */
  readonly say?: (lines: readonly string[]) => void;
}

export interface Replay {
  /** With the token and a slash at its end. */
  readonly url: string;
  readonly sources: readonly RecordedChannel[];
  /** Destroys every socket and frees the port. */
  close(): Promise<void>;
}

/** A token that is valid in the path, and too long to be guessed. */
export const TOKEN = /^[\w-]{16,128}$/;

const HOST = '127.0.0.1';

/** Starts the server. Rejects where the stated port is taken. @throws RangeError for a token that is none. */
export async function startReplay(options: ReplayOptions): Promise<Replay> {
  const { tape, name, notes = [], port = 0, say = () => {} } = options;
  const token = options.token ?? randomBytes(16).toString('base64url');
  if (!TOKEN.test(token))
    throw new RangeError('A token is 16 to 128 letters, digits, hyphens and underscores.');
  const channels = new Channels(tape);
  while (channels.update(() => false));
  const sources = recordedChannelsOf(channels);
  const listening = await listen(createServer(makeRouter({ token, name, notes, sources, say })), HOST, port);
  return {
    url: `http://${HOST}:${listening.port}/${token}/`,
    sources,
    close: () => listening.close(),
  };
}
