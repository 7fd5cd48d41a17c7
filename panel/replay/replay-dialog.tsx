import { useStore } from '../shared/state/context.ts';
import { REPLAY_ITEMS } from './items.ts';

/** The dialog of the Replay item that is open, if one is: by the menu in the toolbar, or by a row's own menu. */
export function ReplayDialog() {
  const { replayDialog } = useStore();
  const open = replayDialog.value;
  const item = REPLAY_ITEMS.find((one) => 'dialog' in one && one.dialog === open?.name);
  if (!open || !item || !('Dialog' in item)) return null;
  const { Dialog } = item;
  return (
    <Dialog
      stream={open.stream}
      {...(open.row === undefined ? {} : { row: open.row })}
      onClose={() => {
        replayDialog.value = null;
      }}
      onInstead={(name) => {
        replayDialog.value = { name, stream: open.stream };
      }}
    />
  );
}
