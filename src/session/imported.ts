import { Channels, type EndpointChoices } from '../channels/index.ts';
import type { ReadTape } from '../tape/index.ts';
import type { OpenTape } from './host/tapes.ts';

export interface Imported {
  readonly source: Extract<OpenTape, { kind: 'imported' }>;
  readonly channels: Channels;
}

/** The tapes that were imported, side by side, and which of them is shown in the live one's place. */
export class ImportedTapes {
  readonly #tapes: Imported[] = [];
  #shown: Imported | null = null;
  #added = 0;

  get all(): readonly Imported[] {
    return this.#tapes;
  }

  /** Null while the live tape is shown. */
  get shown(): Imported | null {
    return this.#shown;
  }

  /** Adds a tape and shows it. A second one of the same name gets a number. */
  add(file: string, { tape, notes }: ReadTape, endpointChoices: EndpointChoices): void {
    const taken = new Set(this.#tapes.map(({ source }) => source.name));
    let name = file;
    for (let number = 2; taken.has(name); number++) name = `${file} (${number})`;
    const source = { kind: 'imported', id: `imported ${++this.#added}`, name, notes } as const;
    this.#shown = { source, channels: new Channels(tape, endpointChoices) };
    this.#tapes.push(this.#shown);
  }

  /** Shows one of them; any other id is the live tape's. */
  show(id: string): void {
    this.#shown = this.#tapes.find(({ source }) => source.id === id) ?? null;
  }

  /** Lets go of one. Where it was shown, the live tape is. */
  close(id: string): void {
    const index = this.#tapes.findIndex(({ source }) => source.id === id);
    if (index < 0) return;
    const [closed] = this.#tapes.splice(index, 1);
    if (closed === this.#shown) this.#shown = null;
  }
}
