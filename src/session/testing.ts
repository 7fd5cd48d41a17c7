/** A session whose tape a test writes. */
import type { CaptureControl } from '../capture/status.ts';
import type { RequestRecord, TapeWriter } from '../tape/index.ts';
import { request, response } from '../tape/testing.ts';
import type { EventsSpec, PanelHost } from './host/index.ts';
import { createSession, memorySettings, type Session } from './session.ts';

export interface Rig {
  readonly session: Session;
  readonly host: PanelHost;
  readonly tape: TapeWriter;
  /** As the session tells it to capture. */
  readonly isShownAsStream: (request: RequestRecord) => boolean;
}

/** A session on a capture that does nothing: the test writes the tape. */
export function rig(settings = memorySettings()): Rig {
  let tape: TapeWriter | null = null;
  let isShownAsStream: Rig['isShownAsStream'] = () => false;
  const idle: CaptureControl = {
    protocolSessions: () => null,
    status: () => ({ state: 'on', source: 'protocol', notices: [] }),
    onStatus: () => () => {},
    record: async () => {},
    use: async () => {},
    dismiss: () => {},
    reloadPage: async () => {},
    findListeners: async () => {},
    findAddresses: async () => {},
    dispose: async () => {},
  };
  const session = createSession({
    capture: (writer, isStream) => {
      tape = writer;
      isShownAsStream = isStream;
      return idle;
    },
    settings,
  });
  if (!tape) throw new Error('capture was not made');
  return { session, host: session.host, tape, isShownAsStream };
}

/** Resolves once `holds` does, looking again whenever the host says that something changed. */
export function until(host: PanelHost, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds()) return resolve();
    const stop = host.subscribe(() => {
      if (!holds()) return;
      stop();
      resolve();
    });
  });
}

/** Begins a stream on the tape, with its response. */
export function open(tape: TapeWriter, on = 'sse'): void {
  tape.append({ kind: 'clock', at: 0, wall: Date.now() });
  tape.append(request(on));
  tape.append(response(on));
}

/** The whole of a file that comes in pieces. */
export async function text(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let whole = '';
  for await (const piece of pieces) whole += decoder.decode(piece, { stream: true });
  return whole;
}

/** All rows of the stream `sse`, in order. */
export const spec: EventsSpec = { stream: 'sse', filter: '', comments: true, sort: null };
