/** A source for the recorder's tests: it notes what is asked of it in one list, and fails when told to. */
import type { ProtocolSessions } from '../../protocol/transport.ts';
import type { Fidelity, SourceName } from '../../tape/index.ts';
import type { CaptureRun, CaptureSource, RunAbilities, RunEvent } from '../source.ts';
import { Stall } from './stall.ts';

export class FakeSource implements CaptureSource {
  readonly id: SourceName;
  readonly name: string;
  readonly fidelity: Fidelity;
  /** What its open, and its start, fail with. */
  refusal: unknown = null;
  startRefusal: unknown = null;
  /** Holds back its open. */
  readonly stall = new Stall();
  readonly runs: FakeRun[] = [];
  readonly asked: string[];

  /** @param asked the list, which several sources may share. */
  constructor(name: string, fidelity: Fidelity, asked: string[]) {
    this.id = name as SourceName;
    this.name = name;
    this.fidelity = fidelity;
    this.asked = asked;
  }

  async open(signal: AbortSignal): Promise<CaptureRun> {
    this.asked.push(`open ${this.name}`);
    signal.addEventListener('abort', () => this.asked.push(`too late ${this.name}`));
    await this.stall.pass();
    if (this.refusal !== null) throw this.refusal;
    const run = new FakeRun(this);
    this.runs.push(run);
    return run;
  }
}

export class FakeRun implements CaptureRun {
  readonly abilities: RunAbilities = {
    protocol: {} as ProtocolSessions,
    findListeners: null,
    findAddresses: null,
    heap: null,
  };
  readonly #source: FakeSource;
  #listener: (event: RunEvent) => void = () => {};

  constructor(source: FakeSource) {
    this.#source = source;
  }

  async start(past: boolean): Promise<void> {
    this.#source.asked.push(`start ${this.#source.name}${past ? ' with the past' : ''}`);
    if (this.#source.startRefusal !== null) throw this.#source.startRefusal;
  }
  async stop(): Promise<void> {
    this.#source.asked.push(`stop ${this.#source.name}`);
  }
  on(listener: (event: RunEvent) => void): () => void {
    this.#listener = listener;
    return () => {};
  }
  /** It happens to this run, also when it has been stopped. */
  emit(event: RunEvent): void {
    this.#listener(event);
  }
}
