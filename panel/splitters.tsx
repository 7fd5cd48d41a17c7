import type { Layout } from './shared/layout/layout.ts';
import { Splitter } from './shared/parts/splitter.tsx';

/** Between the list of streams and what is shown of one: each layout has a size of its own. */
export function StreamsSplitter({ isStacked }: Pick<Layout, 'isStacked'>) {
  return isStacked ? (
    <Splitter
      key="height"
      label="Height of the streams list"
      orientation="horizontal"
      name="--streams-height"
    />
  ) : (
    <Splitter key="width" label="Width of the streams list" orientation="vertical" name="--streams" />
  );
}

/** Between the tabs of a stream and the detail of a row. */
export function DetailSplitter({ isRight }: { readonly isRight: boolean }) {
  return isRight ? (
    <Splitter
      key="width"
      label="Width of the detail"
      orientation="vertical"
      name="--detail-width"
      isFromEnd
    />
  ) : (
    <Splitter key="height" label="Height of the detail" orientation="horizontal" name="--detail" isFromEnd />
  );
}
