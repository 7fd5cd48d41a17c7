import { useEffect, useRef } from 'preact/hooks';
import { Detail } from './detail/detail.tsx';
import { MainTabs } from './main-tabs.tsx';
import { Notices } from './notices/notices.tsx';
import { PlayerBar } from './player/player-bar.tsx';
import { ReplayDialog } from './replay/replay-dialog.tsx';
import { SendingBar } from './replay/send/sending-bar.tsx';
import { Splitter } from './shared/parts/splitter.tsx';
import { useHost, useStore } from './shared/state/context.ts';
import { StreamHeading } from './streams/stream-heading.tsx';
import { StreamsPane } from './streams/streams-pane.tsx';
import { TimelinePane } from './timeline/timeline-pane.tsx';
import { SettingsBar } from './toolbar/settings-bar.tsx';
import { Toolbar } from './toolbar/toolbar.tsx';
import { useFileDrop } from './toolbar/use-file-drop.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** The whole panel. */
export function App() {
  const store = useStore();
  const { theme, textScale } = useHost().settings();
  const ref = useRef<HTMLDivElement>(null);
  useShortcuts(ref);
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

  return (
    <div ref={ref} class="app" style={{ '--scale': textScale }}>
      <header>
        <h1 class="for-readers">Streamscope</h1>
        <Toolbar />
      </header>
      {store.isSettingsOpen.value && <SettingsBar />}
      <Notices />
      <PlayerBar />
      <SendingBar />
      <main class="body">
        <StreamsPane />
        <Splitter
          class="between-panes"
          label="Width of the streams list"
          orientation="vertical"
          name="--streams"
        />
        <div class={hasDetail && store.isDetailLarge.value ? 'main detail-large' : 'main'}>
          <StreamHeading />
          <TimelinePane />
          <MainTabs />
          {hasDetail && (
            <>
              <Splitter label="Height of the detail" orientation="horizontal" name="--detail" isFromEnd />
              <Detail />
            </>
          )}
        </div>
      </main>
      <ReplayDialog />
      {isDropping && <div class="drop-hint">Drop tapes (.tape.ndjson, .tape.ndjson.gz) to import them</div>}
    </div>
  );
}
