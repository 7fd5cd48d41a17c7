import { ExportButton } from '../../exports/export-button.tsx';
import { useCopy } from '../../shared/hooks/use-copy.ts';
import { useHost } from '../../shared/state/context.ts';
import type { FoundServer } from '../../types.ts';
import { replayCommand } from './server-address.ts';

interface Props {
  readonly address: string;
  readonly onAddress: (address: string) => void;
  /** Name of the tape's file, once there is one. */
  readonly file: string | null;
  readonly onSaved: (file: string) => void;
  readonly found: FoundServer | null;
}

/** How the replay server is started, and whether it is there. */
export function ServerPart({ address, onAddress, file, onSaved, found }: Props) {
  const copy = useCopy();
  const imported = useHost().tapes.shown();
  const name = file ?? (imported.kind === 'imported' ? imported.name : null);
  return (
    <div class="replay-server">
      <ol>
        <li>
          Save the tape: <ExportButton onSaved={onSaved} /> {file !== null && <span>saved as {file}</span>}
        </li>
        <li>
          In Streamscope’s folder, with the path to that file:
          {name === null ? (
            <span class="quiet"> (the command is shown when the tape is saved)</span>
          ) : (
            <span class="replay-command">
              <code>{replayCommand(name)}</code>
              <button type="button" onClick={() => copy(replayCommand(name))}>
                Copy command
              </button>
            </span>
          )}
        </li>
        <li>
          <label>
            It is looked for at
            <input
              type="text"
              spellcheck={false}
              value={address}
              onInput={(event) => onAddress(event.currentTarget.value)}
            />
          </label>
          <FoundText found={found} />
        </li>
      </ol>
    </div>
  );
}

function FoundText({ found }: { found: FoundServer | null }) {
  return (
    <div class="replay-found" role="status" aria-label="Replay server">
      {textOf(found)}
      {found?.kind === 'found' && found.notes.map((note) => <div key={note}>{note}</div>)}
    </div>
  );
}

function textOf(found: FoundServer | null): string {
  switch (found?.kind) {
    case undefined:
      return 'Looking…';
    case 'nobody':
      return 'Not found yet: no server answers there.';
    case 'wrong':
      return found.why;
    case 'found':
      return `Found. It plays ${found.tape}.`;
  }
}
