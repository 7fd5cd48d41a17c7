import { useHost, useStore } from '../state/context.ts';

/** Loads the inspected page again, so that its streams are recorded from their first byte. Only the live page can be. */
export function ReloadPage() {
  const host = useHost();
  const { act } = useStore();
  if (host.tapes.shown().kind !== 'live' || host.player.control()) return null;
  return (
    <button
      type="button"
      title="Loads the inspected page again: its streams are then recorded from their first byte"
      onClick={() => act((to) => to.capture.reloadPage())}
    >
      Reload page
    </button>
  );
}
