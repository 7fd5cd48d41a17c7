import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';

export interface SplitterProps {
  readonly label: string;
  /** The direction of the bar itself: a vertical one moves left and right. */
  readonly orientation: 'vertical' | 'horizontal';
  /** The custom property, on the parent, that holds the pane's share in per cent. */
  readonly name: string;
  readonly class?: string;
  /** The pane that is sized comes after the bar. */
  readonly isFromEnd?: boolean;
}

const MIN_SHARE = 12;
const MAX_SHARE = 85;
const STEP = 3;
const START = { vertical: 38, horizontal: 45 } as const;

/** A bar between two panes, moved by mouse or by arrow keys. */
export function Splitter({ label, orientation, name, isFromEnd = false, class: more = '' }: SplitterProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState<number>(START[orientation]);

  function move(to: number) {
    const next = Math.round(Math.min(MAX_SHARE, Math.max(MIN_SHARE, to)) * 10) / 10;
    setShare(next);
    ref.current?.parentElement?.style.setProperty(name, `${next}%`);
  }

  function onPointerDown(event: TargetedPointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
  }

  function onPointerMove(event: TargetedPointerEvent<HTMLDivElement>) {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const part =
      orientation === 'vertical'
        ? (event.clientX - box.left) / box.width
        : (event.clientY - box.top) / box.height;
    move((isFromEnd ? 1 - part : part) * 100);
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>) {
    const [less, more] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const sign = isFromEnd ? -1 : 1;
    if (event.key === less) move(share - sign * STEP);
    else if (event.key === more) move(share + sign * STEP);
    else if (event.key === 'Home') move(MIN_SHARE);
    else if (event.key === 'End') move(MAX_SHARE);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={ref}
      class={`splitter splitter-${orientation} ${more}`}
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(share)}
      aria-valuemin={MIN_SHARE}
      aria-valuemax={MAX_SHARE}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
      onDblClick={() => move(START[orientation])}
    />
  );
}
