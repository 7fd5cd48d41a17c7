/** Answering the page's requests with what is shown: one rule at a time, and only while the debugger records. */
import type { CaptureControl } from '../capture/status.ts';
import type { Channels } from '../channels/index.ts';
import type { ProtocolSessions } from '../protocol/transport.ts';
import { findServer } from '../replay/answer/find-server.ts';
import type { Answerer, AnswerRule } from '../replay/answer/model.ts';
import { RequestAnswering } from '../replay/answer/request-answering.ts';
import { FAULTS, type RecordedChannel, recordedChannelOf } from '../replay/serving/index.ts';
import type { Wait } from '../replay/wait.ts';
import type { AnsweringHost, Servable } from './host/answering.ts';

export interface AnsweringParts {
  readonly capture: () => CaptureControl;
  readonly shown: () => Channels;
  readonly changed: () => void;
  readonly wait: Wait;
  /** Notes on the live tape that what follows is not the server's, or is again. */
  readonly mark: (text: string) => void;
}

/** A loop can have a hundred thousand cycles; this many are looked through for what is missing. */
const LOOKED_AT = 20;

const SHARED_WORKER =
  'A shared worker asked for it: the browser lets none of its requests be answered, only those of pages and other workers.';

const NO_DEBUGGER =
  'Answering needs the debugger: choose “Exact bytes” in the settings and record. Then try again.';

export class Answering {
  readonly #parts: AnsweringParts;
  #active: { readonly answering: RequestAnswering; readonly attached: ProtocolSessions } | null = null;
  readonly host: AnsweringHost;

  constructor(parts: AnsweringParts) {
    this.#parts = parts;
    const source = (stream: string): RecordedChannel | null => recordedChannelOf(parts.shown(), stream);
    this.host = {
      servable: (stream) => {
        const found = source(stream);
        return found && servableOf(found, parts.shown());
      },
      faults: () => FAULTS.map(({ apply: _, ...choice }) => choice),
      find: async (stream, address) =>
        findServer(address, source(stream) ?? { id: stream, url: null, method: 'GET' }),
      start: async (stream, rule, answerer) => this.#start(source(stream), rule, answerer),
      stop: () => void this.stop(),
      status: () => this.#active?.answering.status() ?? null,
      dismiss: () => void this.stop().then(() => this.#forget()),
    };
  }

  /** The debugger may have been detached: what it held is free, and nothing is answered any more. */
  follow(): void {
    const active = this.#active;
    if (
      active &&
      active.answering.status().ended === null &&
      this.#parts.capture().protocolSessions() !== active.attached
    )
      void active.answering.stop('detached');
  }

  async stop(): Promise<void> {
    const answering = this.#active?.answering;
    await answering?.stop();
  }

  #forget(): void {
    this.#active = null;
    this.#parts.changed();
  }

  async #start(source: RecordedChannel | null, rule: AnswerRule, answerer: Answerer): Promise<string | null> {
    const protocolSessions = this.#parts.capture().protocolSessions();
    if (!source || source.connections === 0)
      return 'The recording is gone: it was cleared, or the page went elsewhere.';
    if (!protocolSessions) return NO_DEBUGGER;
    await this.stop();
    const { changed, wait, mark } = this.#parts;
    let marked = 0;
    let isOver = false;
    const answering: RequestAnswering = new RequestAnswering({
      protocolSessions,
      source,
      rule,
      answerer,
      wait,
      changed: () => {
        const { answered, ended, what } = answering.status();
        // At each request: the log may have been cleared since it began.
        if (answered > marked) mark(`A recording answers ${what}: request ${answered}.`);
        if (ended !== null && !isOver && answered > 0) mark(`The server answers ${what} again.`);
        marked = answered;
        isOver = ended !== null;
        changed();
      },
    });
    this.#active = { answering, attached: protocolSessions };
    try {
      await answering.start();
      return null;
    } catch (error) {
      this.#active = null;
      return `The browser would not hold the page’s requests: ${error instanceof Error ? error.message : String(error)}`;
    } finally {
      changed();
    }
  }
}

function servableOf(source: RecordedChannel, channels: Channels): Servable {
  const { id, name, url, method, transport, connections } = source;
  const notes = new Set<string>();
  for (let connection = 0; connection < Math.min(connections, LOOKED_AT); connection++)
    for (const note of source.recording(connection).notes) notes.add(note);
  const row = channels.rows().find((one) => one.kind === 'stream' && one.id === id);
  if (row?.kind === 'stream' && row.context.kind === 'shared-worker') notes.add(SHARED_WORKER);
  const [stream] = channels.streamsOf(id);
  const protocol = stream?.facts.response?.protocol ?? '';
  return {
    id,
    name,
    url,
    method,
    transport,
    connections,
    wasMultiplexed: /^h[23]/.test(protocol),
    notes: [...notes],
  };
}
