/** The server's own account of what it wrote, to be held beside what arrived. */
import { wallNow } from './clock.ts';

/** One write, as the scenario made it: before compression, and without the framing of HTTP or of WebSocket. */
export interface WrittenChunk {
  /** Which connection of the run, counted from 1 in the order in which the requests came. */
  readonly connection: number;
  /** Milliseconds since 1970, with a fraction, taken just before the write. */
  readonly at: number;
  readonly bytes: Uint8Array;
  /** On a WebSocket: whether it is a binary frame. */
  readonly binary?: boolean;
}

/** How the server saw a connection end; `left` when the client went first. */
export type Ending = 'end' | 'reset' | 'cut' | 'left';

/** One request of a run, and everything that was written in response to it. */
export interface WrittenConnection {
  readonly connection: number;
  readonly method: string;
  readonly path: string;
  readonly lastEventId: string | null;
  readonly status: number;
  readonly openedAt: number;
  readonly chunks: WrittenChunk[];
  /** What the page sent on a WebSocket. */
  readonly received: WrittenChunk[];
  ending: Ending | null;
  endedAt: number | null;
}

/** Where the player notes what it does on one connection. */
export interface Recorder {
  /** @param binary on a WebSocket: whether it is a binary frame. */
  wrote(bytes: Uint8Array, binary?: boolean): void;
  received(bytes: Uint8Array, binary: boolean): void;
  ended(how: Ending): void;
}

export type Opening = Pick<WrittenConnection, 'method' | 'path' | 'lastEventId' | 'status'>;

export interface WrittenLog {
  /** Begins a connection. Without a run id nothing is kept. */
  open(run: string | null, opening: Opening): Recorder;
  connections(run: string): readonly WrittenConnection[];
  chunks(run: string): WrittenChunk[];
}

const noRecorder: Recorder = { wrote() {}, received() {}, ended() {} };

/** Makes a log that keeps the latest runs only, so that a server left running for days stays small. */
export function makeWrittenLog(maxRuns = 100): WrittenLog {
  const runs = new Map<string, WrittenConnection[]>();

  return {
    open(run, opening) {
      if (run === null) return noRecorder;
      let list = runs.get(run);
      if (!list) {
        list = [];
        runs.set(run, list);
        const oldest = runs.keys().next();
        if (runs.size > maxRuns && !oldest.done) runs.delete(oldest.value);
      }
      const entry: WrittenConnection = {
        ...opening,
        connection: list.length + 1,
        openedAt: wallNow(),
        chunks: [],
        received: [],
        ending: null,
        endedAt: null,
      };
      list.push(entry);
      return {
        wrote(bytes, binary) {
          const kind = binary === undefined ? {} : { binary };
          entry.chunks.push({ connection: entry.connection, at: wallNow(), bytes, ...kind });
        },
        received(bytes, binary) {
          entry.received.push({ connection: entry.connection, at: wallNow(), bytes, binary });
        },
        ended(how) {
          // The first ending is the true one: after it the TCP connection closes too, which is no news.
          if (entry.ending) return;
          entry.ending = how;
          entry.endedAt = wallNow();
        },
      };
    },
    connections: (run) => runs.get(run) ?? [],
    chunks: (run) => (runs.get(run) ?? []).flatMap((connection) => connection.chunks),
  };
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes for JSON: as text where they are UTF-8, else as base64, as tapes do. */
function bytesToJson(bytes: Uint8Array): { text: string } | { base64: string } {
  try {
    return { text: strict.decode(bytes) };
  } catch {
    return { base64: Buffer.from(bytes).toString('base64') };
  }
}

/** A run for the page that shows it. */
export function connectionsToJson(connections: readonly WrittenConnection[]): string {
  return JSON.stringify(
    connections.map(({ received: _, ...connection }) => ({
      ...connection,
      chunks: connection.chunks.map(({ at, bytes }) => ({ at, length: bytes.length, ...bytesToJson(bytes) })),
    })),
  );
}
