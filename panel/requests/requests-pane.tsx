import { Icon } from '../shared/parts/icon.tsx';
import { Splitter } from '../shared/parts/splitter.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { RequestsGrid } from './requests-grid.tsx';
import { NOT_CAPTURED, summaryOf } from './words.ts';

/** What repeats and has no row in Streams: one line, and its grid where it is unfolded; nothing where none repeats. */
export function RequestsPane() {
  const { act } = useStore();
  const host = useHost();
  const repeating = host.polls.repeating();
  const { length } = repeating.groups;
  if (length === 0) return null;
  const isOpen = host.settings.current().requests;
  const { text, failing, others } = summaryOf(repeating);
  return (
    <>
      {isOpen && (
        <Splitter
          class="above-requests"
          label="Height of the grid Requests"
          orientation="horizontal"
          name="--requests"
          isFromEnd
        />
      )}
      <section
        class={isOpen ? 'requests requests-open' : 'requests'}
        aria-label="Requests that repeat"
        style={{ '--group-count': length }}
      >
        <h2>
          <button
            type="button"
            class="requests-fold"
            aria-expanded={isOpen}
            title={`${[text, failing, others].filter(Boolean).join(', ')}. ${NOT_CAPTURED}`}
            onClick={() => act((to) => to.settings.save({ requests: !isOpen }))}
          >
            {text}
            {failing !== null && (
              <>
                {', '}
                <span class="requests-failing">
                  <Icon name="error" />
                  {failing}
                </span>
              </>
            )}
            {others !== null && `, ${others}`}
          </button>
        </h2>
        {isOpen && <RequestsGrid groups={repeating.groups} />}
      </section>
    </>
  );
}
