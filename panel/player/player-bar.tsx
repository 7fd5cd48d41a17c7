import { useSignal } from '@preact/signals';
import { dateAndTime } from '../../src/format/clocks.ts';
import { Icon } from '../shared/parts/icon.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { timeText } from '../shared/text/span-text.ts';
import { isSpeed, SPEEDS, speedText } from '../shared/text/speed.ts';
import type { PlayerControl, StepUnit } from '../types.ts';
import { usePlaying } from './use-playing.ts';

const UNITS: readonly StepUnit[] = ['chunk', 'line', 'event'];

/** Works the player, while there is one. */
export function PlayerBar() {
  const player = useHost().player.control();
  return player && <Bar player={player} at={player.at} />;
}

interface Props {
  readonly player: PlayerControl;
  /** The moment: given, so that this is drawn again when it has moved. */
  readonly at: number;
}

function Bar({ player, at }: Props) {
  const { act, stream } = useStore();
  useHost();
  const unit = useSignal<StepUnit>('chunk');
  usePlaying(player.isPlaying);
  const channel = stream.value ?? player.channel;
  const step = (direction: 'forward' | 'back') =>
    act(() => channel !== null && player.step(channel, unit.value, direction));
  return (
    <section class="player" aria-label="Player">
      <button
        type="button"
        class="tool"
        aria-label={player.isPlaying ? 'Pause' : 'Play'}
        title={player.isPlaying ? 'Pause' : 'Play on from this moment'}
        onClick={() => act(() => (player.isPlaying ? player.pause() : player.play()))}
      >
        <Icon name={player.isPlaying ? 'pause' : 'play'} />
      </button>
      <button
        type="button"
        class="tool"
        aria-label="Step back"
        title={`Back to the end of the ${unit.value} before ( , )`}
        disabled={channel === null || player.at <= player.start}
        onClick={() => step('back')}
      >
        <Icon name="step-back" />
      </button>
      <button
        type="button"
        class="tool"
        aria-label="Step forward"
        title={`On to the end of the next ${unit.value} ( . )`}
        disabled={channel === null || player.isAtEnd}
        onClick={() => step('forward')}
      >
        <Icon name="step-forward" />
      </button>
      <label>
        <span class="for-readers">Step by</span>
        <select
          title="How far a step goes"
          value={unit.value}
          onChange={({ currentTarget: { value } }) => {
            unit.value = UNITS.find((one) => one === value) ?? 'chunk';
          }}
        >
          {UNITS.map((one) => (
            <option key={one} value={one}>
              by {one}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="for-readers">Speed</span>
        <select
          title="How fast time goes"
          value={String(player.speed)}
          onChange={({ currentTarget: { value } }) => {
            const speed = value === 'fastest' ? value : Number(value);
            if (isSpeed(speed)) act(() => player.setSpeed(speed));
          }}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={String(speed)}>
              {speedText(speed)}
            </option>
          ))}
        </select>
      </label>
      <label class="check" title="Play silences of more than a second as one of a second">
        <input
          type="checkbox"
          checked={player.shortens}
          onChange={(event) => act(() => player.setShortens(event.currentTarget.checked))}
        />
        Shorten silences
      </label>
      <Scrubber player={player} at={at} channel={channel} />
      <button
        type="button"
        class="tool"
        aria-label="Close the player"
        title="Close the player and show everything"
        onClick={() => act((host) => host.player.close())}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}

/** @param channel its clock is that of the column Time: what was captured before it was opened lies before zero. */
function Scrubber({ player, at, channel }: Props & { readonly channel: string | null }) {
  const { act, host } = useStore();
  const { start, end } = player;
  const [first] = channel === null ? [] : player.lanes(channel);
  const times = {
    mode: host.settings.current().time,
    origin: first?.openedAt ?? start,
    wall: (time: number) => host.wall(time),
  };
  const text = `${timeText(at, times)} of ${timeText(end, times)}`;
  return (
    <>
      <input
        type="range"
        class="scrubber"
        aria-label="Moment"
        aria-valuetext={text}
        title={dateAndTime(host.wall(at))}
        min={start}
        max={end}
        step="any"
        value={at}
        onInput={(event) => {
          const to = event.currentTarget.valueAsNumber;
          act(() => player.seek(to));
        }}
      />
      <span class="player-time quiet-text">{text}</span>
    </>
  );
}
