import type { ElementHandle, Frame, KeyInput } from 'puppeteer';
import { runAxe, type Violation } from './axe.ts';
import { catchDownload, type Download } from './downloads.ts';
import { chooseFile } from './file-chooser.ts';
import { grab, look, type Table } from './look.ts';
import { type PollOptions, poll } from './poll.ts';

/** A row as the reader sees it: each cell's text by its column's header. */
export type Row = Record<string, string>;

export type GridName = 'Streams' | 'Events';
export type TabName = 'Events' | 'Raw' | 'Connections' | 'Findings' | 'Overview' | 'Data' | 'Merge' | 'Bytes';
export type ButtonName = 'Record' | 'Clear' | 'Import' | 'Export' | 'Replay';

/** The Streams panel, read and used only by the roles and names that assistive technology has too. */
export class PanelDriver {
  /** The panel's document; for what this driver has no word for. */
  readonly frame: Frame;

  constructor(frame: Frame) {
    this.frame = frame;
  }

  /** A grid or table whole: headers, count, and the rows that are drawn. */
  table(name: string): Promise<Table | null> {
    return look(this.frame, 'table', name);
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

  /** Waits until grid "Events" has at least so many rows, then reads those that are drawn. */
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
    return (await this.#streamRow(text, options)).cells;
  }

  /** The lines of the selected block; opens the tab "Merge" first. */
  async merge(): Promise<Row[]> {
    await this.openTab('Merge');
    return poll('table "Merge"', async () => (await this.table('Merge'))?.rows.map((row) => row.cells));
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

  /** Clicks a button (or another control, by its role) of that name. */
  async press(name: ButtonName | (string & {}), role = 'button'): Promise<void> {
    await this.#click(`${role} "${name}"`, () => grab(this.frame, 'find', role, name));
  }

  /** Opens a tab, if it is not open. */
  async openTab(name: TabName): Promise<void> {
    if (await look(this.frame, 'isOn', 'tab', name)) return;
    await this.press(name, 'tab');
    await poll(`tab "${name}" to open`, () => look(this.frame, 'isOn', 'tab', name));
  }

  /** Selects the first stream whose row has the text. */
  async selectStream(text: string | RegExp): Promise<void> {
    const { index } = await this.#streamRow(text);
    await this.#clickRow('Streams', index);
  }

  /** Selects a row of grid "Events" by its index over all rows, from 0; scrolls to it where it is not drawn. */
  clickRow(index: number): Promise<void> {
    return this.#clickRow('Events', index);
  }

  /** Scrolls grid "Events" until a row is drawn. */
  async scrollTo(index: number, grid: GridName = 'Events'): Promise<void> {
    await poll(`row ${index} of ${grid}`, async () => {
      const table = await this.table(grid);
      if (!table || table.rows.some((row) => row.index === index)) return Boolean(table);
      await look(this.frame, 'scrollTo', grid, index, table.rowCount);
      return false;
    });
  }

  /** Puts a text into the search box "Filter", key by key, in place of what is there. */
  async filter(text: string): Promise<void> {
    const box = await poll('search box "Filter"', () => grab(this.frame, 'find', 'searchbox', 'Filter'));
    await box.focus();
    await box.evaluate((element) => (element as HTMLInputElement).select());
    await this.key('Backspace');
    await box.type(text);
  }

  /** Presses a key where the focus is. */
  async key(key: KeyInput): Promise<void> {
    await this.frame.page().keyboard.press(key);
  }

  /** Exports the tape and catches the file. A question on the way ("may hold secrets") is answered with yes. */
  exportFile(): Promise<Download> {
    return catchDownload(this.frame.page().browser(), async (begun) => {
      await this.press('Export');
      await poll('the exported file', async () => {
        if (begun()) return true;
        await (await grab(this.frame, 'dialogButton', ['export', 'save', 'continue', 'ok']))?.click();
        return false;
      });
    });
  }

  /** The text of the exported tape. */
  async exportTape(): Promise<string> {
    return (await this.exportFile()).text;
  }

  /** Imports a tape from a file. */
  async importTape(file: string): Promise<void> {
    await chooseFile(this.frame, file, () => this.press('Import'));
  }

  async #cells(grid: GridName): Promise<Row[]> {
    return (await this.table(grid))?.rows.map((row) => row.cells) ?? [];
  }

  async #streamRow(text: string | RegExp, options?: PollOptions) {
    const fits = (row: string) => (typeof text === 'string' ? row.includes(text) : text.test(row));
    let seen: string[] = [];
    const find = async () => {
      const rows = (await this.table('Streams'))?.rows ?? [];
      seen = rows.map((row) => Object.values(row.cells).join(' '));
      return rows[seen.findIndex(fits)];
    };
    return poll(`a stream with ${text}`, find, { seen: () => seen, ...options });
  }

  async #clickRow(grid: GridName, index: number): Promise<void> {
    await poll(`row ${index} of ${grid} to be selected`, async () => {
      await this.scrollTo(index, grid);
      // Rows are recycled: between finding and clicking one it may have become another. Then click again.
      await (await grab(this.frame, 'row', grid, index))?.click();
      return poll('the selection', () => this.#isSelected(grid, index), { timeout: 500 });
    });
  }

  async #isSelected(grid: GridName, index: number): Promise<boolean> {
    return (await this.table(grid))?.rows.find((row) => row.index === index)?.selected ?? false;
  }

  async #click(what: string, find: () => Promise<ElementHandle<Element> | null>): Promise<void> {
    const element = await poll(what, find);
    await element.click();
  }
}
