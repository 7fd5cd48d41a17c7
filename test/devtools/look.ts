import type { ElementHandle, Frame } from 'puppeteer';

/** A grid or a table as assistive technology would read it. */
export interface Table {
  headers: string[];
  /** `aria-rowcount`, or the number of rows where the table has none. The header's row is not counted. */
  rowCount: number;
  /** Said to be busy: rows are drawn a few a frame where drawing is slow, and more are to come. */
  isPartial: boolean;
  /** The rows that are drawn, without the header's. */
  rows: TableRow[];
}

export interface TableRow {
  /** From 0, over all rows and not only those that are drawn. */
  index: number;
  selected: boolean;
  /** The cells' text by their column's name. */
  cells: Record<string, string>;
}

/**
 * The looks themselves. This function is sent to the panel as text, so it uses nothing from outside itself; it sees
 * roles and names only, never a class or an id, so that a test fails when assistive technology would.
 */
function eyes() {
  const native: Record<string, string> = {
    button: 'button, summary',
    checkbox: 'input[type=checkbox]',
    radio: 'input[type=radio]',
    table: 'table',
    row: 'tr',
    columnheader: 'th',
    cell: 'td, [role=gridcell]',
    searchbox: 'input[type=search]',
    status: 'output',
    dialog: 'dialog[open], [role=alertdialog]',
  };
  const selector = (role: string) => [`[role=${role}]`, native[role]].filter(Boolean).join(', ');
  const text = (element: Element | null | undefined) =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

  // While another DevTools panel is in front nothing here is laid out: then everything counts as shown.
  const inFront = document.documentElement.checkVisibility();
  const isShown = (element: Element) => !inFront || element.checkVisibility();

  function nameOf(element: Element): string {
    const by = element.getAttribute('aria-labelledby');
    if (by)
      return by
        .split(/\s+/)
        .map((id) => text(document.getElementById(id)))
        .join(' ');
    const label = element.getAttribute('aria-label');
    if (label) return label;
    if (element instanceof HTMLInputElement && element.labels?.length) return text(element.labels[0]);
    if (element instanceof HTMLTableElement && element.caption) return text(element.caption);
    return text(element);
  }

  /** The shown elements of a role. A name matches exactly, or as the first words of a longer one ("Findings (2)"). */
  function all(role: string, name?: string, within: ParentNode = document): Element[] {
    const shown = [...within.querySelectorAll(selector(role))].filter(isShown);
    if (name === undefined) return shown;
    const exact = shown.filter((element) => nameOf(element) === name);
    return exact.length > 0 ? exact : shown.filter((element) => nameOf(element).startsWith(`${name} `));
  }

  const grids = (name: string) => [...all('grid', name), ...all('treegrid', name), ...all('table', name)];
  const isSelected = (row: Element) =>
    row.getAttribute('aria-selected') === 'true' || row.querySelector('[aria-selected=true]') !== null;

  /** The text as it stands, since spaces in data are data; without what is there for the eye alone. */
  function heard(cell: Element): string {
    if (!cell.querySelector('[aria-hidden=true]')) return cell.textContent ?? '';
    const copy = cell.cloneNode(true) as Element;
    for (const part of copy.querySelectorAll('[aria-hidden=true]')) part.remove();
    return copy.textContent ?? '';
  }

  function rowsOf(grid: Element) {
    const rows = [...grid.querySelectorAll(selector('row'))];
    const header = rows.find((row) => row.querySelector(selector('columnheader')));
    // Where the header has an index of its own, it is part of the count.
    const first = header?.hasAttribute('aria-rowindex') ? 2 : 1;
    const data = rows.filter((row) => row !== header && isShown(row));
    const indexOf = (row: Element) => {
      const stated = row.getAttribute('aria-rowindex');
      return stated === null ? data.indexOf(row) : Number(stated) - first;
    };
    const sorted = data.map((row) => ({ row, index: indexOf(row) })).sort((a, b) => a.index - b.index);
    return { header, first, rows: sorted };
  }

  return {
    /** The first shown element of a role and name. */
    find: (role: string, name?: string) => all(role, name)[0] ?? null,

    /** The first shown button inside a dialog whose name begins with one of the words. */
    dialogButton: (words: string[]) => {
      const buttons = all('dialog').flatMap((dialog) => all('button', undefined, dialog));
      const wanted = (name: string) => words.some((word) => name.toLowerCase().startsWith(word));
      return buttons.find((button) => wanted(nameOf(button))) ?? null;
    },

    /** The text of a role and name; null when there is none. */
    read: (role: string, name?: string) => {
      const element = all(role, name)[0];
      return element ? text(element) : null;
    },

    /** The texts of all shown elements of a role. */
    readAll: (role: string) => all(role).map(text).filter(Boolean),

    /** Whether a toggle, a checkbox or a tab is on; null when it is not there. */
    isOn: (role: string, name: string) => {
      const element = all(role, name)[0];
      if (!element) return null;
      if (element instanceof HTMLInputElement) return element.checked;
      return ['aria-pressed', 'aria-checked', 'aria-selected'].some(
        (state) => element.getAttribute(state) === 'true',
      );
    },

    /** A grid or table by its name; null when there is none. */
    table: (name: string) => {
      const grid = grids(name)[0];
      if (!grid) return null;
      const { header, first, rows } = rowsOf(grid);
      const headers = header ? [...header.querySelectorAll(selector('columnheader'))].map(nameOf) : [];
      const stated = grid.getAttribute('aria-rowcount');
      return {
        headers,
        isPartial: inFront && grid.getAttribute('aria-busy') === 'true',
        rowCount: stated === null ? rows.length : Math.max(0, Number(stated) - (first - 1)),
        rows: rows.map(({ row, index }) => {
          const cells: Record<string, string> = Object.fromEntries(headers.map((name) => [name, '']));
          [...row.querySelectorAll(selector('cell'))].forEach((cell, i) => {
            const column = Number(cell.getAttribute('aria-colindex') ?? i + 1);
            cells[headers[column - 1] ?? `column ${column}`] = heard(cell);
          });
          return { index, selected: isSelected(row), cells };
        }),
      };
    },

    /** A drawn row of a grid, by its index over all rows. */
    row: (name: string, index: number) => {
      const grid = grids(name)[0];
      return grid ? (rowsOf(grid).rows.find((row) => row.index === index)?.row ?? null) : null;
    },

    /** Scrolls a grid by hand, as its scroll bar would, so that a row comes into view. */
    scrollTo: (name: string, index: number, count: number) => {
      const grid = grids(name)[0];
      for (let box: Element | null | undefined = grid; box; box = box.parentElement) {
        const boxes = [box, ...(box === grid ? box.querySelectorAll('*') : [])];
        const scroller = boxes.find(
          (one) =>
            one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(one).overflowY),
        );
        if (!scroller) continue;
        scroller.scrollTop = (index / count) * scroller.scrollHeight - scroller.clientHeight / 2;
        return true;
      }
      return false;
    },
  };
}

type Eyes = ReturnType<typeof eyes>;
type Values = { [K in keyof Eyes]: ReturnType<Eyes[K]> extends Element | null ? never : K }[keyof Eyes];
type Elements = Exclude<keyof Eyes, Values>;

/** `__name` is what tsx wraps named functions in; the panel has no such thing. */
const call = (method: string, args: unknown[]) =>
  `((__name) => (${eyes})())((f) => f).${method}(...${JSON.stringify(args)})`;

/** Reads something in the panel. */
export async function look<K extends Values>(
  frame: Frame,
  method: K,
  ...args: Parameters<Eyes[K]>
): Promise<ReturnType<Eyes[K]>> {
  return (await frame.evaluate(call(method, args))) as ReturnType<Eyes[K]>;
}

/** Finds an element in the panel, for clicking. */
export async function grab<K extends Elements>(
  frame: Frame,
  method: K,
  ...args: Parameters<Eyes[K]>
): Promise<ElementHandle<Element> | null> {
  const handle = await frame.evaluateHandle(call(method, args));
  return handle.asElement() as ElementHandle<Element> | null;
}
