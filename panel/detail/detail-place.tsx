import { useLayout } from '../shared/hooks/use-layout.ts';
import { Icon } from '../shared/parts/icon.tsx';
import { useStore } from '../shared/state/context.ts';

/** Puts the detail at the right of the list or below it; not there where only below there is room, or where it is enlarged. */
export function DetailPlace() {
  const { act, isDetailLarge } = useStore();
  const { detail, canBeRight } = useLayout();
  if (!canBeRight || isDetailLarge.value) return null;
  const isRight = detail === 'right';
  return (
    <button
      type="button"
      class="tool"
      aria-label="Detail at the right"
      aria-pressed={isRight}
      title={isRight ? 'Put the detail below the list' : 'Put the detail at the right of the list'}
      onClick={() => act((host) => host.settings.save({ detail: isRight ? 'below' : 'right' }))}
    >
      <Icon name="detail-right" />
    </button>
  );
}
