import type { Channels } from '../../channels/index.ts';
import type { PlayerHost } from '../host/player.ts';
import type { Playing } from '../playing.ts';

interface Parts {
  readonly playing: Playing;
  /** Channels of the tape that is shown, whole: a player that is opened again begins with all of it. */
  readonly played: () => Channels;
}

/** The player as a panel opens and closes it. */
export function playerTopic({ playing, played }: Parts): PlayerHost {
  return {
    control: () => playing.control(),
    open: (channel) => playing.open(played(), channel),
    close: () => playing.close(),
  };
}
