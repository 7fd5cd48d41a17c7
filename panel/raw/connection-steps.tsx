import { clock } from '../../src/format/clocks.ts';
import { count } from '../../src/format/numbers.ts';
import { useConnection } from '../shared/hooks/use-connection.ts';
import { useSelectedStream } from '../shared/hooks/use-selected-stream.ts';
import { useHost, useStore } from '../shared/state/context.ts';

/** Which of several connections' bytes are shown, and the ways to its neighbours. */
export function ConnectionSteps() {
  const { connection, rawTarget } = useStore();
  const host = useHost();
  const stream = useSelectedStream();
  const shown = useConnection();
  const number = shown === null ? null : host.channels.connectionNumber(shown);
  if (!stream || stream.connections < 2 || number === null) return null;
  const [row] = host.channels.connections(stream.id, number - 1, number);
  const go = (to: number) => {
    rawTarget.value = null;
    connection.value = host.channels.connections(stream.id, to - 1, to)[0]?.id ?? null;
  };
  return (
    <p class="connection-steps">
      <button type="button" disabled={number <= 1} onClick={() => go(number - 1)}>
        ◂ Earlier
      </button>{' '}
      <button type="button" disabled={number >= stream.connections} onClick={() => go(number + 1)}>
        Later ▸
      </button>{' '}
      <b>
        Connection {count(number)} of {count(stream.connections)}
      </b>
      {row && (
        <span class="quiet-text">
          {' '}
          · opened {row.openedBefore ? 'before recording' : clock(host.wall(row.openedAt))}
          {row.ended !== '' && ` · ${row.ended}`}
        </span>
      )}
    </p>
  );
}
