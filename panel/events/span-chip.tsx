import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { useHost, useStore } from '../shared/state/context.ts';
import { spanText } from '../shared/text/span-text.ts';

/** The span that the grid keeps to while the timeline is zoomed, and the way out. */
export function SpanChip() {
  const { span, zoomTo } = useStore();
  const host = useHost();
  const stream = useSelectedStream();
  if (!span.value || !stream) return null;
  const mode = host.settings.current().time;
  const text = spanText(span.value, { mode, origin: stream.openedAt, wall: (at) => host.wall(at) });
  return (
    <button
      type="button"
      class="span-chip"
      aria-label={`Show all times, not only ${text}`}
      title="Show all times"
      onClick={() => zoomTo(null)}
    >
      {text} ×
    </button>
  );
}
