/** How the panel is laid out for the room that it has: one rule for what the style sheets and the components do. */
import type { Settings } from '../../types.ts';

/** Size of the panel in px. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  /** The list of streams lies above what is shown of one, not beside it. */
  readonly isStacked: boolean;
  /** The heading is one line. */
  readonly isLow: boolean;
  /** The timeline is folded until the user asks for it. */
  readonly foldsTimeline: boolean;
  readonly detail: 'below' | 'right';
  /** Whether there is the width for a detail at the right. */
  readonly canBeRight: boolean;
}

/** All in em: what has room depends on the size of the text. At its normal size 10em are 120 px. */
const STACKED = 60;
const LOW = { stacked: 40, beside: 34 } as const;
/** Beside the list there is room for a timeline where there is none below it. */
const TOO_LOW_FOR_TIMELINE = { stacked: 40, beside: 26 } as const;
const RIGHT = { width: 66, byItself: { width: 90, height: 40 } } as const;
const EM = 12;

/** The layout for a room. Until the room is known, that of a large one. */
export function layoutOf(
  room: Room | null,
  { textScale, detail }: Pick<Settings, 'textScale' | 'detail'>,
): Layout {
  const width = room ? room.width / (EM * textScale) : Number.POSITIVE_INFINITY;
  const height = room ? room.height / (EM * textScale) : Number.POSITIVE_INFINITY;
  const isStacked = width <= STACKED;
  const way = isStacked ? 'stacked' : 'beside';
  const canBeRight = width >= RIGHT.width;
  const byItself = width >= RIGHT.byItself.width && height < RIGHT.byItself.height;
  const isRight = canBeRight && (detail === 'right' || (detail === 'auto' && byItself));
  return {
    isStacked,
    isLow: height < LOW[way],
    foldsTimeline: height < TOO_LOW_FOR_TIMELINE[way],
    detail: isRight ? 'right' : 'below',
    canBeRight,
  };
}
