import { useEffect, useRef } from 'preact/hooks';
import { Detail } from './detail/detail.tsx';
import { FilterProblem } from './filter/filter-problem.tsx';
import { followFindBar } from './find/finder.ts';
import { MainTabs } from './main-tabs.tsx';
import { Copied } from './notices/copied.tsx';
import { Notices } from './notices/notices.tsx';
import { PlayerBar } from './player/player-bar.tsx';
import { ReplayDialog } from './replay/replay-dialog.tsx';
import { SendingBar } from './replay/send/sending-bar.tsx';
import { GroupDetail } from './requests/group-detail.tsx';
import { useLayout } from './shared/hooks/use-layout.ts';
import { usePanelRoom } from './shared/hooks/use-panel-room.ts';
import { useSelectedStream } from './shared/hooks/use-selected-stream.ts';
import { Boundary } from './shared/parts/boundary.tsx';
import { useHost, useStore } from './shared/state/context.ts';
import { DetailSplitter, StreamsSplitter } from './splitters.tsx';
import { FoldingHeading } from './streams/folding-heading.tsx';
import { StreamsPane } from './streams/streams-pane.tsx';
import { TimelinePane } from './timeline/timeline-pane.tsx';
import { SettingsBar } from './toolbar/settings-bar.tsx';
import { Toolbar } from './toolbar/toolbar.tsx';
import { useFileDrop } from './toolbar/use-file-drop.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** The whole panel. */
export function App() {
  const store = useStore();
  const host = useHost();
  const { theme, textScale } = host.settings.current();
  const ref = useRef<HTMLDivElement>(null);
  usePanelRoom(ref);
  const layout = useLayout();
  const { isStacked, isLow } = layout;
  useShortcuts(ref);
  useEffect(() => followFindBar(store), [store]);
  const isDropping = useFileDrop(ref);

  useEffect(() => {
    const root = document.documentElement;
    if (theme === 'devtools') delete root.dataset.theme;
    else root.dataset.theme = theme;
  }, [theme]);

  const hasDetail =
    store.isDetailOpen.value &&
    store.picked.value !== null &&
    (store.tab.value === 'events' || store.tab.value === 'raw');

  const isLarge = hasDetail && store.isDetailLarge.value;
  const isRight = layout.detail === 'right' && !isLarge;

  /** What a part shows: drawn again after a fault when it becomes another. */
  const shown = `${store.stream.value} ${host.tapes.shown().id}`;
  const playing = host.player.control() !== null;
  const isAnswered = useSelectedStream()?.answeredBy !== undefined;

  return (
    <div
      ref={ref}
      class={`app${isStacked ? ' is-stacked' : ''}${isLow ? ' is-low' : ''}`}
      style={{ '--scale': textScale }}
    >
      <header>
        <h1 class="for-readers">Streamscope</h1>
        <Boundary name="The toolbar">
          <Toolbar />
          <FilterProblem />
        </Boundary>
      </header>
      {store.isSettingsOpen.value && (
        <Boundary name="The settings">
          <SettingsBar />
        </Boundary>
      )}
      <Notices />
      <Copied />
      <Boundary name="The player" of={playing}>
        <PlayerBar />
      </Boundary>
      <Boundary name="What is sent" of={store.stream.value}>
        <SendingBar />
      </Boundary>
      <main class="body">
        <Boundary name="The list of streams" of={host.tapes.shown().id}>
          <StreamsPane />
        </Boundary>
        <StreamsSplitter isStacked={isStacked} />
        {store.group.value === null ? (
          <div class={mainClass({ isLarge, isRight, isAnswered })}>
            <div class="of-stream">
              <Boundary name="The heading of this stream" of={shown}>
                <FoldingHeading />
              </Boundary>
              <Boundary name="The timeline" of={shown}>
                <TimelinePane />
              </Boundary>
              <MainTabs />
            </div>
            {hasDetail && (
              <>
                <DetailSplitter isRight={isRight} />
                <Boundary name="The detail" of={store.picked.value}>
                  <Detail />
                </Boundary>
              </>
            )}
          </div>
        ) : (
          <Boundary name="These requests" of={`${store.group.value} ${host.tapes.shown().id}`}>
            <GroupDetail key={store.group.value} id={store.group.value} />
          </Boundary>
        )}
      </main>
      <Boundary name="The dialog" of={store.replayDialog.value}>
        <ReplayDialog />
      </Boundary>
      {isDropping && <div class="drop-hint">Drop tapes (.tape.ndjson, .tape.ndjson.gz) to import them</div>}
    </div>
  );
}

/** Of what shows the selected stream. */
function mainClass({
  isLarge,
  isRight,
  isAnswered,
}: Readonly<Record<'isLarge' | 'isRight' | 'isAnswered', boolean>>): string {
  return `main${isLarge ? ' detail-large' : ''}${isRight ? ' detail-right' : ''}${isAnswered ? ' answered' : ''}`;
}
