import { Icon } from '../shared/parts/icon.tsx';
import { useStore } from '../shared/state/context.ts';
import { showEvidence } from '../shared/state/show-evidence.ts';
import { type FindingMark, groupMarks, markTexts } from './picture/marks.ts';
import type { Picture } from './picture/picture.ts';

/** Width of a sign, in px of text at its normal size. */
const SIGN = 12;

interface Props {
  readonly channel: string;
  readonly marks: readonly FindingMark[];
  readonly picture: Pick<Picture, 'shown' | 'width' | 'layout'>;
  readonly scale: number;
}

/**
 * Signs above the lanes where findings lie. They are no stops of the Tab key, since there can be many: by keyboard the
 * same evidence is reached from the tab Findings, and the timeline's text names what is marked.
 */
export function FindingMarks({ channel, marks, picture: { shown, width, layout }, scale }: Props) {
  const store = useStore();
  const size = SIGN * scale;
  const show = (of: readonly FindingMark[]) => {
    const [mark] = of;
    if (of.length === 1 && mark?.evidence) showEvidence(store, channel, mark.evidence);
    else store.tab.value = 'findings';
  };
  return (
    <div class="timeline-marks" style={{ top: `${layout.axis}px` }}>
      {groupMarks(marks, shown, width, size).map(({ x, severity, marks }) => (
        <button
          key={Math.round(x)}
          type="button"
          tabIndex={-1}
          class={`severity-${severity}`}
          style={{ left: `${Math.min(width - size, Math.max(0, x - size / 2))}px` }}
          title={markTexts(marks).join('\n')}
          aria-label={markTexts(marks).join('; ')}
          onClick={() => show(marks)}
        >
          <Icon name={severity} />
        </button>
      ))}
    </div>
  );
}
