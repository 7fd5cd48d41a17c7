/** What the user does with the find bar of DevTools (Ctrl+F). */
export type FindAction =
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'next' }
  | { readonly kind: 'previous' }
  /** The bar was closed. */
  | { readonly kind: 'cancel' };

export type OnFind = (listener: (action: FindAction) => void) => () => void;

/** The find bar that DevTools has for every panel. It is not the panel's: only what is done with it comes here. */
export interface FindHost {
  /** Calls `listener` with each action. @returns a function that stops it. */
  readonly onFind: OnFind;
}
