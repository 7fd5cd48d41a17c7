import type { Frame } from 'puppeteer';
import { runAxe, type Violation } from './axe.ts';
import { look, type Table, type TableRow } from './look.ts';
import { type PollOptions, poll } from './poll.ts';

/** Milliseconds in which a grid is drawn; one that always has more to draw is read as it is. */
const DRAWN_WITHIN = 1000;

/** A row as the reader sees it: each cell's text by its column's header. */
export type Row = Record<string, string>;

export type GridName = 'Streams' | 'Requests' | 'Events' | 'Connections' | 'Cycles' | 'Latest requests';

/** What there is to read in the Streams panel, by the roles and names that assistive technology has too. */
export class PanelReader {
  /** The panel's document; for what this driver has no word for. */
  readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
  }

  /** A grid or table whole: headers, count, and the rows that are drawn, once all in view are; in a flood as they are. */
  table(name: string): Promise<Table | null> {
    let table: Table | null = null;
    const read = async () => {
      table = await look(this.frame, 'table', name);
      return !table?.isPartial;
    };
    return poll(`all rows of ${name}`, read, { timeout: DRAWN_WITHIN }).then(
      () => table,
      () => look(this.frame, 'table', name),
    );
  }

  /** The rows of grid "Streams" that are drawn. */
  async streams(): Promise<Row[]> {
    return this.#cells('Streams');
  }

  /** The rows of grid "Events" that are drawn: the grid is windowed, so these are seldom all. */
  async rows(): Promise<Row[]> {
    return this.#cells('Events');
  }

  /** How many rows grid "Events" has, drawn or not. */
  async rowCount(grid: GridName = 'Events'): Promise<number> {
    return (await this.table(grid))?.rowCount ?? 0;
  }

  /** Waits until grid "Events" has at least `count` rows, then reads those that are drawn. */
  async waitForRows(count: number, options?: PollOptions): Promise<Row[]> {
    let seen = 0;
    const enough = async () => {
      seen = await this.rowCount();
      return seen >= count;
    };
    await poll(`${count} rows in Events`, enough, { seen: () => seen, ...options });
    return this.rows();
  }

  /** Waits until there is a stream whose row has the text, then reads that row. */
  async waitForStream(text: string | RegExp, options?: PollOptions): Promise<Row> {
    return (await this.streamRow(text, options)).cells;
  }

  /** The text of the status "Capture". */
  async status(): Promise<string> {
    return (await look(this.frame, 'read', 'status', 'Capture')) ?? '';
  }

  /** Waits until the status "Capture" says something. */
  async waitForStatus(pattern: RegExp, options?: PollOptions): Promise<string> {
    let seen = '';
    const said = async () => {
      seen = await this.status();
      return pattern.test(seen) && seen;
    };
    return poll(`status ${pattern}`, said, { seen: () => seen, ...options });
  }

  /** The notices that are shown (role "alert"). */
  alerts(): Promise<string[]> {
    return look(this.frame, 'readAll', 'alert');
  }

  /** Waits until capture is on and reads bytes: what the page does from here on is in the tape. */
  async waitForCapture(options?: PollOptions): Promise<void> {
    await poll('Record to be on', () => this.isOn('Record'), options);
    await this.waitForStatus(/recording every byte/i, options);
  }

  /** Whether a toggle such as Record, or a checkbox such as Preserve log, is on. */
  async isOn(name: string): Promise<boolean> {
    const states = [
      await look(this.frame, 'isOn', 'button', name),
      await look(this.frame, 'isOn', 'checkbox', name),
    ];
    return states.includes(true);
  }

  /** What axe-core objects to in the panel as it stands. */
  axe(): Promise<Violation[]> {
    return runAxe(this.frame);
  }

  async #cells(grid: GridName): Promise<Row[]> {
    return (await this.table(grid))?.rows.map((row) => row.cells) ?? [];
  }

  /** Waits for the first stream whose row has the text. */
  protected streamRow(text: string | RegExp, options?: PollOptions): Promise<TableRow> {
    const fits = (row: string) => (typeof text === 'string' ? row.includes(text) : text.test(row));
    let seen: string[] = [];
    const find = async () => {
      const rows = (await this.table('Streams'))?.rows ?? [];
      seen = rows.map((row) => Object.values(row.cells).join(' '));
      return rows[seen.findIndex(fits)];
    };
    return poll(`a stream with ${text}`, find, { seen: () => seen, ...options });
  }
}
