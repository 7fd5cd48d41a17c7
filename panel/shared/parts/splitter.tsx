import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useHost, useStore } from '../state/context.ts';

export interface SplitterProps {
  readonly label: string;
  /** The direction of the bar itself: a vertical one moves left and right. */
  readonly orientation: 'vertical' | 'horizontal';
  /** The custom property, on the parent, that holds the pane's share in per cent, once the user has set one. */
  readonly name: `--${string}`;
  readonly class?: string;
  /** The pane that is sized comes after the bar. */
  readonly isFromEnd?: boolean;
}

const MIN_SHARE = 12;
const MAX_SHARE = 85;
const STEP = 3;

/**
 * A bar between two panes, moved by mouse or by arrow keys. What the user set is remembered; a double click, or Enter,
 * gives the size back to the layout.
 */
export function Splitter({ label, orientation, name, isFromEnd = false, class: more = '' }: SplitterProps) {
  const { act } = useStore();
  const { panes } = useHost().settings.current();
  const ref = useRef<HTMLDivElement>(null);
  /** While the bar is held: what is saved then would be written many times a second. */
  const held = useRef<number | null>(null);
  const [measured, setMeasured] = useState(0);
  const kept = panes[name];

  /** The share that the pane has, whoever gave it. */
  function measure(): number {
    const bar = ref.current;
    const pane = isFromEnd ? bar?.nextElementSibling : bar?.previousElementSibling;
    if (!bar?.parentElement || !pane) return 0;
    const [own, whole] = [pane, bar.parentElement].map((one) => {
      const { width, height } = one.getBoundingClientRect();
      return orientation === 'vertical' ? width : height;
    });
    return whole ? bounded(((own ?? 0) / whole) * 100) : 0;
  }

  function show(share: number | undefined): void {
    const style = ref.current?.parentElement?.style;
    if (share === undefined) style?.removeProperty(name);
    else style?.setProperty(name, `${share}%`);
    setMeasured(measure());
  }

  function save(share: number | undefined): void {
    const { [name]: _, ...others } = panes;
    act((host) => host.settings.save({ panes: share === undefined ? others : { ...others, [name]: share } }));
  }

  function move(to: number): void {
    const share = bounded(to);
    show(share);
    save(share);
  }

  // Another window may have set it.
  useLayoutEffect(() => {
    if (held.current === null) show(kept);
  }, [kept, name]);

  useLayoutEffect(() => {
    const bar = ref.current;
    const pane = isFromEnd ? bar?.nextElementSibling : bar?.previousElementSibling;
    if (!bar?.parentElement || !pane) return;
    const observer = new ResizeObserver(() => setMeasured(measure()));
    observer.observe(pane);
    observer.observe(bar.parentElement);
    return () => observer.disconnect();
  }, [orientation, isFromEnd]);

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
    held.current = bounded((isFromEnd ? 1 - part : part) * 100);
    show(held.current);
  }

  function onLostPointerCapture() {
    if (held.current !== null) save(held.current);
    held.current = null;
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>) {
    const [less, more] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const sign = isFromEnd ? -1 : 1;
    if (event.key === less) move(measure() - sign * STEP);
    else if (event.key === more) move(measure() + sign * STEP);
    else if (event.key === 'Home') move(MIN_SHARE);
    else if (event.key === 'End') move(MAX_SHARE);
    else if (event.key === 'Enter') reset();
    else return;
    event.preventDefault();
  }

  function reset() {
    show(undefined);
    save(undefined);
  }

  return (
    <div
      ref={ref}
      class={`splitter splitter-${orientation} ${more}`}
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(measured)}
      aria-valuemin={MIN_SHARE}
      aria-valuemax={MAX_SHARE}
      title="Drag, or press the arrow keys; a double click or Enter resets it"
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onLostPointerCapture={onLostPointerCapture}
      onKeyDown={onKeyDown}
      onDblClick={reset}
    />
  );
}

function bounded(share: number): number {
  return Math.round(Math.min(MAX_SHARE, Math.max(MIN_SHARE, share)) * 10) / 10;
}
