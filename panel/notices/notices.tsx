import { AnsweringBar } from '../replay/answer/answering-bar.tsx';
import { Icon } from '../shared/parts/icon.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { TAPE } from '../shared/text/terms.ts';
import type { Notice } from '../types.ts';

const ACTIONS = {
  record: 'Start recording',
  'reload-page': 'Reload page',
  'use-messages': 'Capture messages only',
} as const;

/** What the user should know about capture, and what the panel shows instead of the live capture. */
export function Notices() {
  const host = useHost();
  return (
    <section class="notices" aria-label="Notices">
      {host.capture.status().notices.map((notice) => (
        <NoticeBar key={notice.code} notice={notice} />
      ))}
      <AnsweringBar />
      <ImportedBar />
      <MessageBar />
    </section>
  );
}

function NoticeBar({ notice }: { notice: Notice }) {
  const { act } = useStore();
  const { action, code, level, text } = notice;
  return (
    <div class={`notice notice-${level}`} role={level === 'info' ? 'note' : 'alert'}>
      {level !== 'info' && <Icon name="warning" />}
      <span class="notice-text">{text}</span>
      {action && (
        <button
          type="button"
          onClick={() =>
            act((host) => {
              if (action === 'record') host.capture.record(true);
              else if (action === 'reload-page') host.capture.reloadPage();
              else {
                host.capture.useSource('har');
                host.capture.record(true);
              }
            })
          }
        >
          {ACTIONS[action]}
        </button>
      )}
      <button
        type="button"
        class="tool"
        aria-label="Dismiss this notice"
        title="Dismiss"
        onClick={() => act((host) => host.capture.dismissNotice(code))}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function ImportedBar() {
  const { act } = useStore();
  const showing = useHost().tapes.shown();
  if (showing.kind !== 'imported') return null;
  return (
    <div class="notice notice-info" role="note" aria-label="Imported tape" title={TAPE}>
      <span class="notice-text">
        Showing the imported tape <b>{showing.name}</b>; the live capture continues behind it.
        {showing.notes.map((note) => (
          <span key={note} class="notice-detail">
            {note}
          </span>
        ))}
      </span>
      <button type="button" onClick={() => act((host) => host.tapes.show('live'))}>
        Back to the live capture
      </button>
      <button type="button" onClick={() => act((host) => host.tapes.close(showing.id))}>
        Close this tape
      </button>
    </div>
  );
}

function MessageBar() {
  const { message } = useStore();
  if (message.value === null) return null;
  return (
    <div class="notice notice-error" role="alert">
      <Icon name="warning" />
      <span class="notice-text">{message.value}</span>
      <button
        type="button"
        class="tool"
        aria-label="Dismiss this message"
        title="Dismiss"
        onClick={() => {
          message.value = null;
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
