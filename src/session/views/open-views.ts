import type { SlicedView } from './rows.ts';

interface Parts {
  readonly changed: () => void;
  /** Called with why a view could not be worked on any further. */
  readonly failed: (error: unknown) => void;
}

/** The views that the panel has open. One that throws is worked on no more; the others are. */
export class OpenViews {
  readonly #parts: Parts;
  readonly #views = new Set<SlicedView>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  open<V extends SlicedView>(view: V): V {
    this.#views.add(view);
    this.#parts.changed();
    return view;
  }

  close(view: SlicedView): void {
    this.#views.delete(view);
  }

  /** Works on each until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    let more = false;
    for (const view of this.#views) if (this.#workOn(view, until)) more = true;
    return more;
  }

  #workOn(view: SlicedView, until: () => boolean): boolean {
    try {
      return view.work(until);
    } catch (error) {
      this.#views.delete(view);
      this.#parts.failed(error);
      return false;
    }
  }
}
