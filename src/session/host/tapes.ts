/** The tapes that are open, and which of them is shown. */
export interface TapesHost {
  /** What can be shown: the live capture first, then the imported tapes in the order they came. */
  all(): readonly OpenTape[];
  /** Which of them is shown. */
  shown(): OpenTape;
  show(id: string): void;
  /** Shows a tape from a file beside the others. Never throws: the outcome says what is wrong. */
  import(name: string, file: Blob): Promise<ImportOutcome>;
  /** Lets go of an imported tape; where it was shown, the live capture is. */
  close(id: string): void;
  /** Takes away what is shown: ends the player, or else lets go of an imported tape, or else begins the live one anew. */
  clear(): void;
  /** How often the page went elsewhere, or was loaded again. */
  navigations(): number;
  /** Whether the live tape outlasts navigation. */
  preserveLog(): boolean;
  setPreserveLog(on: boolean): void;
}

/** The live capture, or an imported tape by the name of its file. */
export type OpenTape =
  | { readonly kind: 'live'; readonly id: string }
  | {
      readonly kind: 'imported';
      readonly id: string;
      readonly name: string;
      /** What was wrong with the file, in words for the user. */
      readonly notes: readonly string[];
    };

export type ImportOutcome =
  | { readonly ok: true; readonly notes: readonly string[] }
  | { readonly ok: false; readonly error: string };
