import type { Channels, EndpointChoices, LaneFacts } from '../channels/index.ts';
import { Player, type Speed } from '../replay/player/player.ts';
import type { StepUnit } from '../replay/player/stops.ts';
import type { PlayerControl } from './host/player.ts';

interface Parts {
  readonly endpointChoices: EndpointChoices;
  /** To be called after any change. */
  readonly changed: () => void;
}

/** The player over what is shown, as a panel works it. While there is one, the panel sees its channels. */
export class Playing {
  readonly #parts: Parts;
  #opened: { readonly player: Player; readonly source: Channels; readonly control: PlayerControl } | null =
    null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Channels as of the moment; null while nothing is played. */
  get channels(): Channels | null {
    return this.#opened?.player.channels ?? null;
  }

  /** What is played, whole. */
  get source(): Channels | null {
    return this.#opened?.source ?? null;
  }

  /** Tape time of the moment, milliseconds. */
  get at(): number | null {
    return this.#opened?.player.at ?? null;
  }

  control(): PlayerControl | null {
    return this.#opened?.control ?? null;
  }

  /** Plays what was captured so far, from where the channel was opened. @param channel its id; null where there is none. */
  open(source: Channels, channel: string | null): void {
    const player = new Player(source, this.#parts.endpointChoices);
    const row = source.rows().find((one) => one.id === channel);
    player.seek(row?.kind === 'stream' ? row.openedAt : player.start);
    this.#opened = { player, source, control: this.#controlOf(player, source, channel) };
    this.#parts.changed();
  }

  close(): void {
    if (!this.#opened) return;
    this.#opened = null;
    this.#parts.changed();
  }

  /** Makes ready for going back, until `until` says stop. @returns whether there is more. */
  work(until: () => boolean): boolean {
    return this.#opened?.player.work(until) ?? false;
  }

  #controlOf(player: Player, source: Channels, channel: string | null): PlayerControl {
    const { changed } = this.#parts;
    const changing =
      <A extends unknown[]>(act: (...args: A) => void) =>
      (...args: A): void => {
        act(...args);
        changed();
      };
    return {
      channel,
      start: player.start,
      end: player.end,
      get at() {
        return player.at;
      },
      get isPlaying() {
        return player.isPlaying;
      },
      get isAtEnd() {
        return player.isAtEnd;
      },
      get speed() {
        return player.speed;
      },
      get shortens() {
        return player.shortens;
      },
      lanes: (id): readonly LaneFacts[] => source.channel(id)?.lanes() ?? [],
      play: changing(() => player.play()),
      pause: changing(() => player.pause()),
      seek: changing((time: number) => player.seek(time)),
      step: changing((id: string, unit: StepUnit, direction: 'forward' | 'back') =>
        player.step(id, unit, direction),
      ),
      setSpeed: changing((speed: Speed) => {
        player.speed = speed;
      }),
      setShortens: changing((on: boolean) => {
        player.shortens = on;
      }),
      tick(elapsed) {
        if (player.tick(elapsed)) changed();
      },
    };
  }
}
