import { useSignal } from '@preact/signals';
import { clock } from '../../src/format/clocks.ts';
import { count } from '../../src/format/numbers.ts';
import { Menu } from '../shared/parts/menu.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { longName } from '../shared/text/stream-state.ts';
import type { Stream } from '../types.ts';

/** Streams offered for a join; those of the same address come first. */
const MAX_CHOICES = 12;

/** Why a connection is a reconnect of the one before, and the buttons that split it or join another one. */
export function JoinFacts({ stream, connection }: { stream: Stream; connection: string }) {
  const { act, connection: chosen, stream: selected } = useStore();
  const host = useHost();
  const number = host.channels.connectionNumber(connection) ?? 1;
  const [row] = host.channels.connections(stream.id, number - 1, number);
  const join = row?.join;
  return (
    <>
      {!join && stream.connections > 1 && (
        <p class="join">
          <b>Connection 1</b>
        </p>
      )}
      {join && (
        <div class="join">
          <p>
            <b>
              Connection {count(number)} continues connection {count(number - 1)}
              {join.isSure ? ':' : ', though that is not sure:'}
            </b>{' '}
            {join.why}
          </p>
          <button
            type="button"
            title="Makes this connection and those after it a stream of their own: they belong to another source"
            onClick={() => {
              const id = act((to) => to.channels.split(connection));
              if (id === null) return;
              selected.value = id;
              chosen.value = connection;
            }}
          >
            Split here
          </button>
        </div>
      )}
      <JoinButton stream={stream} />
    </>
  );
}

function JoinButton({ stream }: { stream: Stream }) {
  const { act, stream: selected } = useStore();
  const host = useHost();
  const menu = useSignal<{ x: number; y: number } | null>(null);
  const rows = host.channels.list();
  const earlier = host.channels
    .joinable(stream.id)
    .slice(0, MAX_CHOICES)
    .flatMap((id) => rows.find((row): row is Stream => row.kind === 'stream' && row.id === id) ?? []);
  if (earlier.length === 0) return null;
  const noun = stream.transport === 'websocket' ? 'WebSocket' : 'stream';
  return (
    <div class="join">
      <button
        type="button"
        aria-haspopup="menu"
        title={`Says that this ${noun} continues where another one ended: both become one row`}
        onClick={({ currentTarget }) => {
          const box = currentTarget.getBoundingClientRect();
          menu.value = { x: box.left, y: box.bottom };
        }}
      >
        Join to an earlier {noun}…
      </button>
      {menu.value && (
        <Menu
          label={`Earlier ${noun}s`}
          {...menu.value}
          items={earlier.map((row) => ({
            text: `${longName(row)}, opened ${clock(host.wall(row.openedAt))}`,
            run: () => {
              if (act((to) => to.channels.join(row.id, stream.id))) selected.value = row.id;
            },
          }))}
          onClose={() => {
            menu.value = null;
          }}
        />
      )}
    </div>
  );
}
