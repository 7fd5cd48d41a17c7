import { count, plural } from '../../src/format/numbers.ts';
import { useHost } from '../shared/state/context.ts';
import type { CaptureStatus } from '../types.ts';

/** The status "Capture": how exact it is, how much there is, and whether something is missing. */
export function CaptureStatusText() {
  const host = useHost();
  const { events, gaps } = host.channels.totals();
  const kind = host.tapes.shown().kind === 'imported' ? 'Imported tape' : captureText(host.capture.status());
  return (
    <>
      {/* Its numbers change many times a second; only the words before them are worth an announcement. */}
      <div class="capture-status" role="status" aria-label="Capture" aria-live="off" title={titleOf(gaps)}>
        {kind} · {plural(events, 'event')} · <span class={gaps > 0 ? 'is-lost' : ''}>{count(gaps)} lost</span>
      </div>
      <span class="for-readers" aria-live="polite">
        {kind}
      </span>
    </>
  );
}

function captureText({ state, source }: CaptureStatus): string {
  switch (state) {
    case 'off':
      return 'Not recording';
    case 'starting':
      return 'Starting…';
    case 'lost':
      return 'Capture lost';
    case 'on':
      return source === 'protocol' ? 'Exact bytes' : 'Messages only';
  }
}

function titleOf(gaps: number): string {
  if (gaps === 0) return 'Nothing is known to be missing';
  return `${plural(gaps, 'gap')}: see "Gaps" under Connections, and the marked rows under Events`;
}
