import { Icon } from '../../shared/parts/icon.tsx';
import { useHost, useStore } from '../../shared/state/context.ts';
import { runText } from './send-text.ts';

/** What is being sent into the page, after its dialog was closed. */
export function SendingBar() {
  const { act } = useStore();
  const status = useHost().sending.status();
  const run = status?.run;
  if (!run || !status.isLeft) return null;
  return (
    <section class="sending" aria-label="Sending into the page">
      <span role="status">{runText(run)}</span>
      {run.end ? (
        <button
          type="button"
          class="tool"
          aria-label="Dismiss"
          title="Dismiss"
          onClick={() => act((host) => host.sending.dismiss())}
        >
          <Icon name="close" />
        </button>
      ) : (
        <button type="button" onClick={() => act((host) => host.sending.cancel())}>
          Stop sending
        </button>
      )}
    </section>
  );
}
