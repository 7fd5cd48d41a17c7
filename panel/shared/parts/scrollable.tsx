import type { ComponentChildren } from 'preact';

interface Props {
  readonly class: string;
  readonly label: string;
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** A part of the page that scrolls. */
export function Scrollable({ class: name, label, id, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class={name} id={id} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
