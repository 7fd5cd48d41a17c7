import { Component, type ComponentChildren } from 'preact';

interface Props {
  /** What it is, as the subject of a sentence: “This row”. */
  readonly name: string;
  /** What is shown. When it becomes another, drawing is tried again. */
  readonly of?: unknown;
  /** Drawn in its place; a line with a button where there is none. */
  readonly fallback?: (why: string) => ComponentChildren;
  readonly children: ComponentChildren;
}

interface State {
  readonly failure: { readonly why: string; readonly of: unknown } | null;
}

/** Keeps a fault of ours to the part of the panel that it is in. The part is named, and everything around it is drawn. */
export class Boundary extends Component<Props, State> {
  override state: State = { failure: null };

  override componentDidCatch(error: unknown): void {
    // For a report: the console has the place in the code.
    console.error(error);
    const why = error instanceof Error ? error.message : String(error);
    this.setState({ failure: { why, of: this.props.of } });
  }

  override render({ name, of, fallback, children }: Props, { failure }: State): ComponentChildren {
    if (failure === null || !Object.is(failure.of, of)) return children;
    if (fallback) return fallback(failure.why);
    return (
      <p class="failed" role="alert">
        {name} cannot be shown, by a fault of Streamscope: {failure.why}{' '}
        <button type="button" onClick={() => this.setState({ failure: null })}>
          Try again
        </button>
      </p>
    );
  }
}
