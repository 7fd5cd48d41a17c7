/** Settings that outlive the panel; plain JSON. */
export interface SettingsHost {
  current(): Settings;
  /** Changes what is given and leaves the rest. */
  save(change: Partial<Settings>): void;
}

export interface Settings {
  readonly theme: 'devtools' | 'light' | 'dark';
  /** Factor on the text size, 1 to 2.5; for projectors. */
  readonly textScale: number;
  readonly time: 'relative' | 'delta' | 'wall';
  readonly comments: boolean;
  /** Whether the timeline is shown. */
  readonly timeline: boolean;
  /** Where the detail of a row stands; `auto` is below, and at the right where there is width but no height. */
  readonly detail: 'auto' | 'below' | 'right';
  /** Sizes of panes that the user has set, in per cent, by the name of the pane. */
  readonly panes: Readonly<Record<string, number>>;
  /** Whether the grid Requests is unfolded. */
  readonly requests: boolean;
  /** After how many milliseconds without a byte an open stream is marked. */
  readonly quietLimit: number;
  /** Column widths in px and hidden columns of the Events grid, by column. */
  readonly columns: Readonly<Record<string, { readonly width?: number; readonly hidden?: boolean }>>;
  /** Which columns the grid Streams shows and hides, by column, where the user chose. */
  readonly streamColumns: Readonly<Record<string, { readonly hidden?: boolean }>>;
  /** Ids of the rules that are muted for good. */
  readonly mutedRules: readonly string[];
}
