import type { CaptureControl, CaptureStatus } from '../../../src/capture/status.ts';
import type { TapeRecord, TapeWriter } from '../../../src/tape/index.ts';

/** A capture whose records and status a test gives by hand. It remembers what the panel asked of it. */
export class ScriptedCapture implements CaptureControl {
  /** Intents in the order they came: "record false". */
  readonly asked: string[] = [];
  readonly #tape: TapeWriter;
  readonly #listeners = new Set<() => void>();
  #status: CaptureStatus = { state: 'on', source: 'protocol', notices: [] };

  constructor(tape: TapeWriter) {
    this.#tape = tape;
  }

  append(records: Iterable<TapeRecord>): void {
    for (const record of records) this.#tape.append(record);
  }
  set(change: Partial<CaptureStatus>): void {
    this.#status = { ...this.#status, ...change };
    for (const listener of this.#listeners) listener();
  }

  status(): CaptureStatus {
    return this.#status;
  }
  protocolSessions(): null {
    return null;
  }
  onStatus(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  async record(on: boolean): Promise<void> {
    this.asked.push(`record ${on}`);
    this.set({ state: on ? 'on' : 'off' });
  }
  async use(source: CaptureStatus['source']): Promise<void> {
    this.asked.push(`use ${source}`);
    this.set({ source });
  }
  dismiss(code: string): void {
    this.set({ notices: this.#status.notices.filter((notice) => notice.code !== code) });
  }
  async reloadPage(): Promise<void> {
    this.asked.push('reloadPage');
  }
  async findListeners(): Promise<void> {
    this.asked.push('findListeners');
  }
  async findAddresses(): Promise<void> {
    this.asked.push('findAddresses');
  }
  async dispose(): Promise<void> {}
}
