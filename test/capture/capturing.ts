/** A page that is captured without the extension, for tests that look at the tape alone. */
import type { Browser, Page } from 'puppeteer';
import type { Fixtures } from '../../fixtures-server/index.ts';
import { TapeClock } from '../../src/capture/clock.ts';
import { captureProtocol, type ProtocolCapture } from '../../src/capture/debugger/index.ts';
import { ConnectionIds } from '../../src/capture/http/connection-ids.ts';
import type { TapeRecord } from '../../src/tape/index.ts';
import { poll } from '../devtools/poll.ts';
import { type PuppeteerTransport, puppeteerTransport } from './puppeteer-transport.ts';

type Kind = TapeRecord['kind'];
type Of<K extends Kind> = Extract<TapeRecord, { kind: K }>;

/** Milliseconds for records to come; a flood on a busy machine takes its time. */
const PATIENCE = 90_000;

let runs = 0;

export class Capturing {
  readonly page: Page;
  readonly fixtures: Fixtures;
  readonly run = `capture-${++runs}`;
  readonly records: TapeRecord[] = [];
  /** These and the ordinary exchanges, as they came. */
  readonly all: TapeRecord[] = [];
  /** Records of ordinary exchanges, by connection. */
  readonly exchanges = new Map<string, TapeRecord[]>();
  readonly transport: PuppeteerTransport;
  readonly #memory = new ConnectionIds();
  readonly clock = new TapeClock();
  capture: ProtocolCapture;
  crashed = 0;

  private constructor(page: Page, transport: PuppeteerTransport, fixtures: Fixtures) {
    this.page = page;
    this.transport = transport;
    this.fixtures = fixtures;
    this.capture = this.#make();
  }

  /** @param place a window of its own keeps the page visible while others are opened. */
  static async on(browser: Browser, fixtures: Fixtures, place: 'tab' | 'window' = 'tab'): Promise<Capturing> {
    const page = await browser.newPage({ type: place });
    return new Capturing(page, await puppeteerTransport(browser, page), fixtures);
  }

  #make(): ProtocolCapture {
    return captureProtocol({
      transport: this.transport,
      discovery: this.transport.discovery,
      tape: { append: (record) => this.#append(record) },
      clock: this.clock,
      connectionIds: this.#memory,
      onCrashed: () => this.crashed++,
    });
  }

  /** Streams are looked at: ordinary exchanges, such as a lesson's own questions to its server, go elsewhere. */
  #append(record: TapeRecord): void {
    this.all.push(record);
    if (record.kind === 'request' && record.exchange) this.exchanges.set(record.on, [record]);
    else if (record.kind === 'request' && this.exchanges.has(record.on)) {
      const [, ...before] = this.exchanges.get(record.on) ?? [];
      this.exchanges.delete(record.on);
      this.records.push(record, ...before);
    } else {
      const exchange = 'on' in record && record.on !== undefined ? this.exchanges.get(record.on) : undefined;
      (exchange ?? this.records).push(record);
    }
  }

  async start(): Promise<this> {
    this.all.push(this.clock.record());
    this.capture = this.#make();
    await this.capture.start();
    return this;
  }

  /** Opens a lesson of the fixtures server. */
  async open(id: string, { query = '', origin = this.fixtures.url } = {}): Promise<this> {
    await this.page.goto(`${origin}/s/${id}/?run=${this.run}${query}`);
    return this;
  }

  of<K extends Kind>(kind: K, on?: string): Of<K>[] {
    return this.records.filter(
      (record): record is Of<K> =>
        record.kind === kind && (on === undefined || ('on' in record && record.on === on)),
    );
  }

  kinds(on: string): Kind[] {
    return this.records.filter((record) => 'on' in record && record.on === on).map(({ kind }) => kind);
  }

  /** Waits for `count` records of a kind. */
  async until<K extends Kind>(kind: K, count = 1, on?: string): Promise<Of<K>[]> {
    return poll(
      `${count} ${kind} records`,
      async () => {
        const found = this.of(kind, on);
        return found.length >= count && found;
      },
      { timeout: PATIENCE, seen: () => this.records.slice(-5) },
    );
  }

  bytes(on: string): Buffer {
    return Buffer.concat(this.of('chunk', on).map(({ bytes }) => bytes ?? new Uint8Array()));
  }

  /** What the server wrote on the connection with this number, once it has ended it. */
  async written(connection = 1): Promise<Buffer> {
    const found = await poll(`the end of connection ${connection}`, async () => {
      const entry = this.fixtures.connections(this.run)[connection - 1];
      return entry?.ending ? entry : null;
    });
    return Buffer.concat(found.chunks.map(({ bytes }) => bytes));
  }

  async close(): Promise<void> {
    this.capture.stop();
    await this.transport.detach();
    await this.page.close();
  }
}
