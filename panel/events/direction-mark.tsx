import type { EventRow } from '../types.ts';

const ARROWS = { sent: '↑', received: '↓' } as const;

/** Which way a frame went: an arrow, as in DevTools, with its word for assistive technology. */
export function DirectionMark({ direction }: { direction: NonNullable<EventRow['direction']> }) {
  return (
    <span
      class={`direction direction-${direction}`}
      role="img"
      aria-label={direction}
      title={direction === 'sent' ? 'Sent by the page' : 'Received by the page'}
    >
      {ARROWS[direction]}
    </span>
  );
}
