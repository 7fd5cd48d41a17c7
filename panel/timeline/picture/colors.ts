const NAMES = [
  'text',
  'grid',
  'open',
  'second',
  'connecting',
  'chunk',
  'event',
  'comment',
  'warn',
  'sent',
  'bad',
  'answered',
] as const;

export type TimelineColors = Readonly<Record<(typeof NAMES)[number], string>>;

/** The canvas's colours as `styles/timeline.css` has them now: they follow the theme. */
export function colorsOf(element: Element): TimelineColors {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(`--timeline-${name}`);
  return Object.fromEntries(NAMES.map((name) => [name, color(name)])) as Record<
    (typeof NAMES)[number],
    string
  >;
}
