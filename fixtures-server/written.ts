/** The server's own account of what it wrote, to be held beside what arrived. */
import { wallNow } from './clock.ts';

/** One write, as the scenario made it: before compression, and without the framing of HTTP. */
export interface WrittenChunk {
  /** Which connection of the run, counted from 1 in the order in which the requests came. */
  readonly connection: number;
  /** Milliseconds since 1970, with a fraction, taken just before the write. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** How the server saw a connection end; `left` when the client went first. */
export type Ending = 'end' | 'reset' | 'cut' | 'left';

/** One request of a run, and everything that was written in answer to it. */
export interface WrittenConnection {
  readonly connection: number;
  readonly method: string;
  readonly path: string;
  readonly lastEventId: string | null;
  readonly status: number;
  readonly openedAt: number;
  readonly chunks: WrittenChunk[];
  ending: Ending | null;
  endedAt: number | null;
}

/** Where the player notes what it does on one connection. */
export interface Recorder {
  wrote(bytes: Uint8Array): void;
  ended(how: Ending): void;
}

export type Opening = Pick<WrittenConnection, 'method' | 'path' | 'lastEventId' | 'status'>;

export interface WrittenLog {
  /** Begins a connection. Without a run id nothing is kept. */
  open(run: string | null, opening: Opening): Recorder;
  connections(run: string): readonly WrittenConnection[];
  chunks(run: string): WrittenChunk[];
}

const nobody: Recorder = { wrote() {}, ended() {} };

/** Makes a log that keeps the latest runs only, so that a server left running for days stays small. */
export function makeWrittenLog(maxRuns = 100): WrittenLog {
  const runs = new Map<string, WrittenConnection[]>();

  return {
    open(run, opening) {
      if (run === null) return nobody;
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
        ending: null,
        endedAt: null,
      };
      list.push(entry);
      return {
        wrote(bytes) {
          entry.chunks.push({ connection: entry.connection, at: wallNow(), bytes });
        },
        ended(how) {
          // The first ending is the true one: after it the socket closes too, which says nothing new.
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
    connections.map((connection) => ({
      ...connection,
      chunks: connection.chunks.map(({ at, bytes }) => ({ at, length: bytes.length, ...bytesToJson(bytes) })),
    })),
  );
}
