/** Warnings that are listed; of more only their number. */
const MAX_WARNINGS = 5;

/**
 * What the connections of a chain leave to be warned of. Thousands may have something; a look makes the first few texts
 * and walks over no more.
 */
export class ChainWarnings {
  readonly #noun: string;
  /** By connection (from 0); none is empty. */
  readonly #texts = new Map<number, readonly string[]>();
  /** Connections with texts, and those that could be in another chain as well; both ascending. */
  readonly #warned: number[] = [];
  readonly #contested: number[] = [];
  #count = 0;

  /** @param noun what one source of the chain's kind is called. */
  constructor(noun: string) {
    this.#noun = noun;
  }

  /** What there is to say of connection `index` from now on. */
  set(index: number, texts: readonly string[]): void {
    const before = this.#texts.get(index)?.length ?? 0;
    this.#count += texts.length - before;
    if (texts.length > 0) this.#texts.set(index, texts);
    else this.#texts.delete(index);
    if (texts.length > 0 !== before > 0) setMember(this.#warned, index, texts.length > 0);
  }

  /** Whether connection `index` could as well be in another chain. */
  setContested(index: number, isContested: boolean): void {
    setMember(this.#contested, index, isContested);
  }

  /** @param latest the connection whose own warnings are listed elsewhere. */
  read(latest: number): string[] {
    const listed: string[] = [];
    let more = this.#count - (this.#texts.get(latest)?.length ?? 0);
    let contested = 0;
    for (const index of this.#warned) {
      for (; (this.#contested[contested] ?? latest + 1) <= index; contested++)
        listed.push(this.#contestedText(this.#contested[contested] ?? 0));
      if (index === latest || listed.length >= MAX_WARNINGS) break;
      for (const text of (this.#texts.get(index) ?? []).slice(0, MAX_WARNINGS - listed.length)) {
        listed.push(`Connection ${index + 1}: ${text}`);
        more--;
      }
    }
    // These are always listed: only the user can decide.
    for (const index of this.#contested.slice(contested)) listed.push(this.#contestedText(index));
    if (more > 0) listed.push(`${more} more warnings of earlier connections.`);
    return listed;
  }

  #contestedText(index: number): string {
    return `Connection ${index + 1} could as well continue another ${this.#noun}: see Connections.`;
  }
}

/** Puts a number into an ascending list, or takes it out. Nearly always it belongs at the end. */
function setMember(list: number[], index: number, isIn: boolean): void {
  const before = list.findLastIndex((each) => each <= index);
  const wasIn = list[before] === index;
  if (isIn && !wasIn) list.splice(before + 1, 0, index);
  if (!isIn && wasIn) list.splice(before, 1);
}
