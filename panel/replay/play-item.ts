import type { ReplayItem } from './item.ts';

/** The tape plays in the panel; the page is not involved. */
export const playItem: ReplayItem = {
  text: 'Play in the panel',
  isAvailable: () => true,
  run: (host, stream) => host.player.open(stream),
};
