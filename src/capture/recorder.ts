/**
 * The policy of recording: which source runs, what to do when one is refused or lost, what the user should know, and how
 * to continue. It goes down a list of sources and knows none of them. One operation at a time; Record works again after
 * each of them.
 */
import type { LostReason, ProtocolSessions } from '../protocol/transport.ts';
import type { SourceName, TapeWriter } from '../tape/index.ts';
import type { TapeClock } from './clock.ts';
import { noticeOf } from './notices.ts';
import { listFrom, type OpenedRun, type Opening, openFirst } from './opening.ts';
import { asRefusal, type CaptureRefused, type CaptureSource, type RunEvent } from './source.ts';
import type { CaptureControl, CaptureStatus, Notice, NoticeCode } from './status.ts';

export interface RecorderParts {
  readonly tape: TapeWriter;
  readonly clock: TapeClock;
  /** In order of preference. */
  readonly sources: readonly [CaptureSource, ...CaptureSource[]];
  readonly reload: () => Promise<void>;
  /** The page may be another one; known without a source. May come several times for one page. */
  readonly onNavigated?: (listener: () => void) => () => void;
  /** Nothing more is wanted of what the sources stand on. */
  readonly onDispose?: () => void;
  /** The browser and its version, “Chrome 156”. */
  readonly browser?: string;
}

export class Recorder implements CaptureControl {
  readonly #parts: RecorderParts;
  readonly #listeners = new Set<() => void>();
  readonly #notices = new Map<NoticeCode, Notice>();
  readonly #unsubscribe: () => void;
  #state: CaptureStatus['state'] = 'off';
  #listenerCheck: CaptureStatus['listenerCheck'];
  #addressCheck: CaptureStatus['addressCheck'];
  /** What the user asked for; what runs can be less. */
  #wanted: CaptureSource;
  #running: OpenedRun | null = null;
  /** The past is on the tape, or was left out: no later run has to bring it. */
  #hasPast = false;
  /** Runs that were lost, and why: what happens to one is known before its turn comes. */
  readonly #lostWhy = new WeakMap<OpenedRun, LostReason>();
  #last: Promise<void> = Promise.resolve();

  constructor(parts: RecorderParts) {
    this.#parts = parts;
    [this.#wanted] = parts.sources;
    parts.tape.append(parts.clock.record());
    this.#unsubscribe = parts.onNavigated?.(() => void this.#retry()) ?? (() => {});
  }

  status(): CaptureStatus {
    const { id } = this.#running?.source ?? this.#wanted;
    const heap = this.#running?.run.abilities.heap?.() ?? null;
    return {
      state: this.#state,
      source: id,
      notices: [...this.#notices.values()],
      ...(this.#listenerCheck && { listenerCheck: this.#listenerCheck }),
      ...(this.#addressCheck && { addressCheck: this.#addressCheck }),
      ...(heap !== null && { heap }),
    };
  }

  protocolSessions(): ProtocolSessions | null {
    return this.#running?.run.abilities.protocol ?? null;
  }

  onStatus(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  record(on: boolean): Promise<void> {
    return this.#enqueue(() => (on ? this.#start() : this.#stop('Record was switched off')));
  }

  /** A source that is not in the list changes nothing. */
  use(name: SourceName): Promise<void> {
    return this.#enqueue(async () => {
      const source = this.#parts.sources.find(({ id }) => id === name);
      if (!source || (this.#wanted === source && this.#running?.source === source)) return;
      const wasRunning = this.#running !== null;
      this.#wanted = source;
      if (wasRunning) {
        await this.#stop('the source was changed');
        await this.#start();
      } else this.#changed();
    });
  }

  dismiss(code: NoticeCode): void {
    if (this.#notices.delete(code)) this.#changed();
  }

  async reloadPage(): Promise<void> {
    await this.#parts.reload();
  }

  async findListeners(): Promise<void> {
    const { findListeners } = this.#running?.run.abilities ?? {};
    if (!findListeners || this.#listenerCheck === 'running') return;
    this.#listenerCheck = 'running';
    this.#changed();
    // A page that does not answer cannot list its listeners.
    this.#listenerCheck = await findListeners().then(
      () => undefined,
      () => 'failed' as const,
    );
    this.#changed();
  }

  async findAddresses(): Promise<void> {
    const { findAddresses } = this.#running?.run.abilities ?? {};
    if (!findAddresses || this.#addressCheck === 'running') return;
    this.#addressCheck = 'running';
    this.#changed();
    this.#addressCheck = await findAddresses().then(
      () => undefined,
      () => 'failed' as const,
    );
    this.#changed();
  }

  dispose(): Promise<void> {
    this.#unsubscribe();
    this.#parts.onDispose?.();
    return this.#enqueue(() => this.#stop('DevTools was closed'));
  }

  /** One after the other, and a failure of one is not the next one's. */
  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step).catch((error: unknown) => {
      this.#state = this.#running ? 'on' : 'off';
      this.#addNotice('capture-failed', asRefusal(error).message);
    });
    return this.#last;
  }

  async #start(): Promise<void> {
    if (this.#running) {
      // A lesser source records since the wanted one was refused: try that once more.
      if (this.#running.source === this.#wanted) return;
      await this.#stop(`${this.#wanted.name} is tried again`);
    }
    this.#notices.clear();
    this.#state = 'starting';
    this.#changed();
    const { tape, clock, sources } = this.#parts;
    tape.append(clock.renew());
    await this.#startFirst(listFrom(sources, this.#wanted));
  }

  /** Goes down the list until one records. @param before why none before these does. */
  async #startFirst(
    sources: readonly CaptureSource[],
    before: readonly CaptureRefused[] = [],
  ): Promise<void> {
    const { opened, refusals } = await this.#open(sources);
    const all = [...before, ...refusals];
    if (opened) return this.#startOpened(opened, all);
    this.#state = 'off';
    this.#showRefusals(all);
  }

  /** @param refusals why none that is preferred does. The first is the reason on the tape; each is a notice. */
  async #startOpened(opened: OpenedRun, refusals: readonly CaptureRefused[]): Promise<void> {
    const { source, run } = opened;
    this.#running = opened;
    const why = refusals.at(0)?.code ?? (source.fidelity === 'bytes' ? null : 'messages-only');
    this.#append('on', source.id, why === null ? undefined : noticeOf(why).text);
    const past = !this.#hasPast;
    this.#hasPast = true;
    try {
      await run.start(past);
    } catch (error) {
      // The page went while its source began: the next page may be one that it can have.
      const lost = this.#lostWhy.get(opened);
      if (lost !== undefined) return this.#lost(opened, lost);
      const refusal = asRefusal(error);
      await this.#stop(refusal.message);
      const [, ...below] = listFrom(this.#parts.sources, source);
      return this.#startFirst(below, [...refusals, refusal]);
    }
    this.#state = 'on';
    if (why === 'messages-only') this.#notices.set(why, noticeOf(why));
    this.#showRefusals(refusals);
  }

  async #open(sources: readonly CaptureSource[]): Promise<Opening> {
    const opening = await openFirst(sources);
    const { opened } = opening;
    // From here on: while another run is being stopped it may be lost already.
    opened?.run.on((event) => this.#onEvent(opened, event));
    return opening;
  }

  async #stop(why: string): Promise<void> {
    const running = this.#running;
    this.#running = null;
    if (!running) return;
    await running.run.stop();
    this.#append('off', running.source.id, why);
    this.#state = 'off';
    this.#notices.delete('crashed');
    this.#notices.delete('no-answer');
    this.#changed();
  }

  #onEvent(opened: OpenedRun, event: RunEvent): void {
    const { kind } = event;
    if (kind === 'lost') {
      this.#lostWhy.set(opened, event.why);
      void this.#enqueue(() => this.#lost(opened, event.why));
    } else if (kind === 'crashed' || kind === 'no-answer') this.#addNotice(kind);
    else {
      if (kind === 'revived') this.dismiss('crashed');
      this.dismiss('no-answer');
    }
  }

  async #lost(lost: OpenedRun, why: LostReason): Promise<void> {
    // It may have been stopped before its turn.
    if (this.#running !== lost) return;
    this.#running = null;
    await lost.run.stop();
    this.#append('lost', lost.source.id, why);
    if (why === 'canceled_by_user') {
      this.#state = 'off';
      this.#addNotice('banner-cancelled');
      return;
    }
    // The page was replaced by one that the source may not see; where it may, continue at once.
    this.#state = 'lost';
    this.#addNotice('target-closed');
    await this.#startFirst(listFrom(this.#parts.sources, lost.source));
    this.#notices.delete('target-closed');
    this.#changed();
  }

  /** A lesser source records: after a navigation the page may be one that a better can have. */
  #retry(): Promise<void> {
    return this.#enqueue(async () => {
      const running = this.#running;
      if (!running || running.source === this.#wanted) return;
      const better = listFrom(this.#parts.sources, this.#wanted, running.source);
      const { opened, refusals } = await this.#open(better);
      if (!opened) return;
      await this.#stop(`${opened.source.name} could attach again`);
      this.#notices.clear();
      this.#state = 'starting';
      await this.#startOpened(opened, refusals);
    });
  }

  #append(state: 'on' | 'off' | 'lost', source: SourceName, why: string | undefined): void {
    const { tape, clock, browser } = this.#parts;
    tape.append({
      kind: 'capture',
      at: clock.now(),
      state,
      source,
      ...(why === undefined ? {} : { why }),
      ...(state === 'on' && browser !== undefined ? { browser } : {}),
    });
  }

  #showRefusals(refusals: readonly CaptureRefused[]): void {
    for (const { code, message } of refusals) this.#notices.set(code, noticeOf(code, message));
    this.#changed();
  }

  #addNotice(code: NoticeCode, detail?: string): void {
    this.#notices.set(code, noticeOf(code, detail));
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
