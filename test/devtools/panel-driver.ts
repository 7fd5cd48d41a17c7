import type { ElementHandle, KeyInput } from 'puppeteer';
import { clickIn, type Modifier, typeIn } from './click.ts';
import { catchDownload, type Download } from './downloads.ts';
import { chooseFile } from './file-chooser.ts';
import { grab, look } from './look.ts';
import { type GridName, PanelReader, type Row } from './panel-reader.ts';
import { poll } from './poll.ts';

export type { GridName, Row } from './panel-reader.ts';
export type TabName = 'Events' | 'Raw' | 'Connections' | 'Findings' | 'Overview' | 'Data' | 'Merge' | 'Bytes';
export type ButtonName = 'Record' | 'Clear' | 'Import' | 'Export' | 'Replay';

/** The Streams panel as a user has it: read and used only by ARIA roles and names. */
export class PanelDriver extends PanelReader {
  /** Clicks a button (or another control, by its role) of that name. */
  async press(name: ButtonName | (string & {}), role = 'button'): Promise<void> {
    await this.#click(`${role} "${name}"`, () => grab(this.frame, 'find', role, name));
  }

  /** Opens a tab, if it is not open. */
  async openTab(name: TabName): Promise<void> {
    const isOpen = () => look(this.frame, 'isOn', 'tab', name);
    if (await isOpen()) return;
    await this.press(name, 'tab');
    await poll(`tab "${name}" to open`, isOpen);
  }

  /** The rows of grid "Requests"; unfolds it first, and waits until something repeats. */
  async requests(): Promise<Row[]> {
    if (!(await this.table('Requests'))) await this.press('Requests that repeat:');
    return poll('grid "Requests"', async () => {
      const rows = (await this.table('Requests'))?.rows ?? [];
      return rows.length > 0 && rows.map((row) => row.cells);
    });
  }

  /** The lines of the selected block; opens the tab "Merge" first. */
  async merge(): Promise<Row[]> {
    await this.openTab('Merge');
    return poll('table "Merge"', async () => (await this.table('Merge'))?.rows.map((row) => row.cells));
  }

  /** Selects the first stream whose row has the text. */
  async selectStream(text: string | RegExp): Promise<void> {
    const { index } = await this.streamRow(text);
    await this.#clickRow('Streams', index);
  }

  /** Selects the first stream whose row has the text beside those that are selected, or with Shift all up to it. */
  async addStream(text: string | RegExp, held: Exclude<Modifier, 'none'> = 'Control'): Promise<void> {
    const { index, selected } = await this.streamRow(text);
    // Clicked twice with Control it would be as before.
    if (!selected) await this.#clickRow('Streams', index, held);
  }

  /** Selects a row of grid "Events" by its index over all rows, from 0; scrolls to it where it is not drawn. */
  clickRow(index: number): Promise<void> {
    return this.#clickRow('Events', index);
  }

  /** Selects a row of any grid by its index over all rows, from 0. */
  selectRow(grid: GridName, index: number): Promise<void> {
    return this.#clickRow(grid, index);
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
    const box = await poll('the search box', () => grab(this.frame, 'find', 'searchbox', 'Filter'));
    await box.focus();
    await box.evaluate((element) => {
      const input = element as HTMLInputElement;
      input.value = '';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await typeIn(this.frame, text);
    const written = () => box.evaluate((element) => (element as HTMLInputElement).value);
    let seen = '';
    await poll(
      `"${text}" in the search box`,
      async () => {
        seen = await written();
        return seen === text;
      },
      { seen: () => seen },
    );
  }

  /** Presses a key where the focus is. */
  async key(key: KeyInput): Promise<void> {
    await this.frame.page().keyboard.press(key);
  }

  /**
   * Exports the tape and catches the file.
   * @param choose what to do in the dialog before its button is pressed; without it, all with secrets replaced.
   */
  exportFile(choose: () => Promise<void> = async () => {}): Promise<Download> {
    return catchDownload(this.frame.page().browser(), async (begun) => {
      await this.press('Export');
      await poll('the dialog', () => look(this.frame, 'read', 'dialog', 'Export'));
      await choose();
      await this.#click('the button that exports', () => grab(this.frame, 'dialogButton', ['export']));
      await poll('the exported file', async () => begun());
    });
  }

  /** The text of the exported tape, secrets replaced. */
  async exportTape(): Promise<string> {
    return (await this.exportFile()).text;
  }

  /** Imports a tape from a file. */
  async importTape(file: string): Promise<void> {
    await chooseFile(this.frame, file, () => this.press('Import'));
  }

  async #clickRow(grid: GridName, index: number, held: Modifier = 'none'): Promise<void> {
    await poll(`row ${index} of ${grid} to be selected`, async () => {
      if (held !== 'none' && (await this.#isSelected(grid, index))) return true;
      await this.scrollTo(index, grid);
      // Rows are recycled: between finding and clicking one it may have become another. Then click again.
      const row = await grab(this.frame, 'row', grid, index);
      if (row) await clickIn(this.frame, row, held);
      return poll('the selection', () => this.#isSelected(grid, index), { timeout: 500 });
    });
  }

  async #isSelected(grid: GridName, index: number): Promise<boolean> {
    return (await this.table(grid))?.rows.find((row) => row.index === index)?.selected ?? false;
  }

  async #click(what: string, find: () => Promise<ElementHandle<Element> | null>): Promise<void> {
    const element = await poll(what, find);
    await clickIn(this.frame, element);
  }
}
