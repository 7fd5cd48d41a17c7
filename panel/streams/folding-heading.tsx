import { useSignal } from '@preact/signals';
import { useLayout } from '../shared/hooks/use-layout.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { Icon } from '../shared/parts/icon.tsx';
import { StreamHeading } from './stream-heading.tsx';

/** The heading of the selected stream. Where there is no height it is one line, and unfolds. */
export function FoldingHeading() {
  const { isLow } = useLayout();
  const isOpen = useSignal(false);
  if (!useSelectedStream()) return null;
  return (
    <div class={isLow && isOpen.value ? 'heading-line heading-open' : 'heading-line'}>
      <StreamHeading />
      {isLow && (
        <button
          type="button"
          class="tool"
          aria-label="All of the heading"
          aria-expanded={isOpen.value}
          title={isOpen.value ? 'Keep the heading to one line' : 'Show all of the heading'}
          onClick={() => {
            isOpen.value = !isOpen.value;
          }}
        >
          <Icon name={isOpen.value ? 'fold' : 'unfold'} />
        </button>
      )}
    </div>
  );
}
