import { openStreamsPanel } from '../devtools/open-panel.ts';
import { runIn } from './in-page.ts';
import { lastRowPaintedAt } from './last-row.ts';
import { longestBlock, watchThread } from './thread-probe.ts';
import type { Viewer } from './viewer.ts';

/** The Streams panel. It selects the page's first stream and follows its end. */
export function streamsPanel(extension: string): Viewer {
  return {
    name: 'Streams panel',
    extensions: [extension],
    async open(page) {
      const { panel } = await openStreamsPanel(page);
      await panel.waitForCapture();
      const { frame } = panel;
      let timeout = 0;
      return {
        async expect(expected) {
          timeout = expected.timeout;
          await watchThread(frame);
          await runIn(frame, notePaint, expected.rows);
        },
        lastRowAt: () => lastRowPaintedAt(frame, timeout),
        rows: () => panel.rowCount(),
        longestBlock: () => longestBlock(frame),
      };
    },
  };
}

/** Runs in the panel: notes when grid "Events" has all rows and the last of them is in a frame that was painted. */
function notePaint(rows: number): void {
  window.lastRowPaintedAt = 0;
  const isComplete = () => {
    const grid = document.querySelector('[role=grid][aria-label=Events]');
    return (
      grid?.getAttribute('aria-rowcount') === String(rows) &&
      grid.querySelector(`[role=row][aria-rowindex="${rows}"]`) !== null
    );
  };
  const observer = new MutationObserver(() => {
    if (!isComplete()) return;
    observer.disconnect();
    // A message from within a frame's callback comes after that frame was painted.
    const painted = new MessageChannel();
    painted.port1.onmessage = () => {
      window.lastRowPaintedAt = performance.timeOrigin + performance.now();
    };
    requestAnimationFrame(() => painted.port2.postMessage(null));
  });
  const attributeFilter = ['aria-rowcount', 'aria-rowindex'];
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter });
}
