import type { Page } from 'puppeteer';

/** What is waited for: a flood's address in the fixtures server and how many rows it comes to. */
export interface Expected {
  readonly url: string;
  readonly rows: number;
  /** Give up after this many milliseconds. */
  readonly timeout: number;
}

/** Shows a stream: our panel, Chrome's own tab, or a listener that only counts. */
export interface Viewer {
  readonly name: string;
  /** Folders of the extensions that its browser loads. */
  readonly extensions: readonly string[];
  /** Opens DevTools on a page that is still empty, with the viewer in front and ready to see. */
  open(page: Page): Promise<OpenViewer>;
}

export interface OpenViewer {
  /** Begins to look out for the last row, from within, so that nothing is asked from outside while the flood runs. */
  expect(expected: Expected): Promise<void>;
  /** When the last row was there to see, in milliseconds since the Unix epoch; null where it took too long. */
  lastRowAt(): Promise<number | null>;
  /** How many rows it has. */
  rows(): Promise<number>;
  /** The longest block of the viewer's thread so far, in milliseconds. */
  longestBlock(): Promise<number>;
}
