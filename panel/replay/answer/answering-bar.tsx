import { count } from '../../../src/format/numbers.ts';
import { Icon } from '../../shared/parts/icon.tsx';
import { useHost, useStore } from '../../shared/state/context.ts';
import type { AnsweringStatus } from '../../types.ts';

/** Says all the time that the page does not get what its server sends, and lets that be ended. */
export function AnsweringBar() {
  const { act } = useStore();
  const status = useHost().answering.status();
  if (status === null || status.ended === 'stopped') return null;
  const isOver = status.ended !== null;
  return (
    <div
      class={`notice notice-${isOver && !status.problem ? 'info' : 'warning'}`}
      role="note"
      aria-label="Answering requests"
    >
      <Icon name="warning" />
      <span class="notice-text">
        {headline(status)} <code>{status.what}</code> {countText(status)}
        <span class="notice-detail" role="alert">
          {status.problem}
        </span>
        {status.notes.map((note) => (
          <span key={note} class="notice-detail">
            {note}
          </span>
        ))}
      </span>
      {isOver ? (
        <button
          type="button"
          class="tool"
          aria-label="Dismiss: answering requests"
          title="Dismiss"
          onClick={() => act((host) => host.answering.dismiss())}
        >
          <Icon name="close" />
        </button>
      ) : (
        <button type="button" onClick={() => act((host) => host.answering.stop())}>
          Stop answering
        </button>
      )}
    </div>
  );
}

function headline({ ended }: AnsweringStatus): string {
  switch (ended) {
    case 'used-up':
      return 'The server answers again, after the last request that was asked for:';
    case 'navigated':
      return 'The server answers again, since the page went elsewhere:';
    case 'detached':
      return 'The server answers again, since the debugger was detached:';
    default:
      return 'A recording answers instead of the server:';
  }
}

function countText({ answered, rule }: AnsweringStatus): string {
  const times = rule.times === null ? '' : ` of ${count(rule.times)}`;
  return `(${count(answered)}${times} answered)`;
}
