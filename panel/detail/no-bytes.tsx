import { ReloadPage } from '../shared/parts/reload-page.tsx';
import { useHost } from '../shared/state/context.ts';
import type { Picked } from '../shared/state/store.ts';
import { unseenText } from '../shared/text/unseen.ts';

/** Why there is nothing but the message to show of a row. @param text what to say where all of its stream could be seen. */
export function NoBytes({ picked, text }: { picked: Picked; text: string }) {
  const host = useHost();
  const summary = host.channels.connection(picked.row.connection)?.summary;
  const unseen = summary ? unseenText(summary) : null;
  return (
    <p class="hint">
      {unseen ?? text} {unseen !== null && <ReloadPage />}
    </p>
  );
}
