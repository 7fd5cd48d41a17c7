import { useEffect, useRef } from 'preact/hooks';
import { Boundary } from '../shared/parts/boundary.tsx';
import { Icon } from '../shared/parts/icon.tsx';
import { Tabs } from '../shared/parts/tabs.tsx';
import { useStore } from '../shared/state/context.ts';
import { BytesTab } from './bytes-tab.tsx';
import { DataTab } from './data-tab.tsx';
import { DetailPlace } from './detail-place.tsx';
import { MergeTab } from './merge/merge-tab.tsx';
import { useIsPending, usePicked } from './use-picked.ts';

const TABS = [
  { id: 'data', title: 'Data' },
  { id: 'merge', title: 'Merge' },
  { id: 'bytes', title: 'Bytes' },
] as const;

const VIEWS = { data: DataTab, merge: MergeTab, bytes: BytesTab };

/** The selected row: its data, how it came to be, and its bytes. */
export function Detail() {
  const { detailTab, isDetailLarge, isDetailOpen, rawTarget, tab } = useStore();
  const picked = usePicked();
  const isToCome = useIsPending(picked);
  const place = useRef<HTMLDivElement>(null);
  // Where there is no height for all, what has just been opened is not to lie below the edge.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  if (!picked) return null;
  const { range, kind } = picked.row;
  const isFrame = kind === 'frame';
  // A frame comes whole: no lines are merged into it.
  const tabs = isFrame ? TABS.filter(({ id }) => id !== 'merge') : TABS;
  const open = isFrame && detailTab.value === 'merge' ? 'data' : detailTab.value;
  const View = VIEWS[open];
  return (
    <div ref={place} class="detail">
      <Tabs
        label="Selected row"
        tabs={tabs}
        open={open}
        onOpen={(id) => {
          detailTab.value = id;
        }}
        tools={
          <>
            {isFrame ? null : tab.value === 'raw' ? (
              <button
                type="button"
                onClick={() => {
                  tab.value = 'events';
                  isDetailLarge.value = false;
                }}
              >
                Show in Events
              </button>
            ) : (
              <button
                type="button"
                disabled={range === null || isToCome}
                title={
                  range === null ? 'No bytes were captured for this row' : 'Show these bytes on the wire'
                }
                onClick={() => {
                  if (!range) return;
                  rawTarget.value = { range };
                  tab.value = 'raw';
                  isDetailLarge.value = false;
                }}
              >
                Show in Raw
              </button>
            )}
            <DetailPlace />
            <button
              type="button"
              class="tool"
              aria-label="Enlarge detail"
              aria-pressed={isDetailLarge.value}
              title={isDetailLarge.value ? 'Show the list again' : 'Let the detail take the whole height'}
              onClick={() => {
                isDetailLarge.value = !isDetailLarge.value;
              }}
            >
              <Icon name="enlarge" />
            </button>
            <button
              type="button"
              class="tool"
              aria-label="Close detail"
              title="Close (Escape)"
              onClick={() => {
                isDetailOpen.value = false;
                isDetailLarge.value = false;
              }}
            >
              <Icon name="close" />
            </button>
          </>
        }
      >
        {/* Another row, another block: nothing of what was stepped through or unfolded carries over. */}
        {isToCome ? (
          <p class="hint">At this moment the selected row had not come yet.</p>
        ) : (
          <Boundary name="The detail of this row" of={`${open} ${picked.stream} ${picked.row.key}`}>
            <View key={`${picked.stream} ${picked.row.key}`} picked={picked} />
          </Boundary>
        )}
      </Tabs>
    </div>
  );
}
