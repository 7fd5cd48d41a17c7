import { clock, dateAndTime } from '../../src/format/clocks.ts';
import { count } from '../../src/format/numbers.ts';
import { useFindings } from '../shared/hooks/use-findings.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { useTick } from '../shared/hooks/use-tick.ts';
import { Icon } from '../shared/parts/icon.tsx';
import { ReloadPage } from '../shared/parts/reload-page.tsx';
import { Scrollable } from '../shared/parts/scrollable.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { longName, placeOf } from '../shared/text/stream-state.ts';
import { unseenText } from '../shared/text/unseen.ts';
import type { Stream } from '../types.ts';
import { silenceText } from './silence.ts';

/** Which stream is shown, which of several of its name it is, and in a sentence what its state means and what comes next. */
export function StreamHeading() {
  const host = useHost();
  const { selected, tab } = useStore();
  const stream = useSelectedStream();
  const { shown } = useFindings(stream?.id ?? null);
  useTick(stream?.state.kind === 'open');
  if (!stream) return null;
  const place = placeOf(stream, host.channels.list());
  // The verdict is shown already; another warning may explain a silence.
  const others = stream.warnings.filter((warning) => warning !== stream.verdict);
  const unseen = unseenText(stream);
  const several = selected.value.length;
  const silence = stream.state.kind === 'open' ? silenceText(shown) : null;
  const said =
    silence ??
    (isSilent(stream)
      ? `${stream.verdict} The headers have come, but not one byte after them yet.`
      : stream.verdict);
  return (
    <Scrollable class="stream-heading" label="State of the stream">
      <p>
        {several > 1 && tab.value !== 'overview' && (
          <button
            type="button"
            class="compare"
            title="This one is shown, the last that was clicked"
            onClick={() => {
              tab.value = 'overview';
            }}
          >
            Compare {count(several)}
          </button>
        )}
        <b class="stream-heading-name" title={longName(stream)}>
          {stream.name}
        </b>
        {place.of > 1 && (
          <span title="Streams of the same address, in the order in which they were opened">
            {' '}
            ({count(place.number)} of {count(place.of)})
          </span>
        )}
        {stream.answeredBy !== undefined && (
          <>
            {' '}
            <span class="answered-mark" title="Nothing of it shows what the server does: it is not checked">
              Recording
            </span>
          </>
        )}
        <Opened stream={stream} /> {silence && <Icon name="warning" />}
        <span class={silence ? 'verdict is-silent' : 'verdict'} title={[said, ...others].join('\n')}>
          {said}
        </span>
        {unseen !== null && (
          <span class="stream-heading-unseen">
            {' '}
            {unseen} <ReloadPage />
          </span>
        )}
        {others.slice(0, MAX_WARNINGS).map((text) => (
          <span key={text} class="stream-heading-warning">
            {' '}
            <Icon name="warning" /> {text}
          </span>
        ))}
        {others.length > MAX_WARNINGS && <span class="quiet-text"> More under Connections.</span>}
      </p>
    </Scrollable>
  );
}

/** When it was opened; of what was open before recording the line that says so is enough. */
function Opened({ stream: { openedAt, openedBefore, unseen } }: { stream: Stream }) {
  const host = useHost();
  if (unseen === 'opened-before') return <span class="quiet-text"> ·</span>;
  if (openedBefore) return <span class="quiet-text"> opened before recording ·</span>;
  return (
    <span class="quiet-text" title={dateAndTime(host.wall(openedAt))}>
      {' '}
      opened {clock(host.wall(openedAt))} ·
    </span>
  );
}

const MAX_WARNINGS = 2;

function isSilent({ state, bytes, lastByteAt, transport }: Stream): boolean {
  return transport === 'sse' && state.kind === 'open' && bytes === 0 && lastByteAt === null;
}
