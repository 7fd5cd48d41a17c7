import type { PanelHost } from '../../../src/session/session.ts';
import type { PanelDriver } from '../../devtools/panel-driver.ts';
import { poll } from '../../devtools/poll.ts';

/**
 * Runs what makes the page go elsewhere, and waits until the panel shows the page that came: on a busy machine it shows the
 * one before for a while, whose rows look alike. It does not wait for what is not shown: another tape, no capture, a panel
 * that is hidden.
 */
export async function navigated({ frame }: PanelDriver, go: () => Promise<unknown>): Promise<void> {
  /** When the latest navigation on the live tape was; null where the panel does not show it. */
  const latest = () =>
    frame.evaluate(async () => {
      const { streamscopeHost: host } = window as unknown as { streamscopeHost: PanelHost };
      const isLive = host.tapes.shown().kind === 'live' && !host.player.control();
      if (!isLive || host.capture.status().state !== 'on') return null;
      const decoder = new TextDecoder();
      let tape = '';
      for await (const piece of host.exports.file({ secrets: 'kept' })) tape += decoder.decode(piece);
      return Number([...tape.matchAll(/^\{"kind":"navigate","at":([\d.]+)/gm)].at(-1)?.[1] ?? -1);
    });
  /** Whether the grid Streams shows the channels that there are. */
  const isDrawn = () =>
    frame.evaluate(() => {
      if (!document.documentElement.checkVisibility()) return true;
      const { streamscopeHost: host } = window as unknown as { streamscopeHost: PanelHost };
      const channels = host.channels.list();
      const drawn = [...document.querySelectorAll('[aria-label=Streams] [role=row][aria-rowindex]')];
      return (
        (channels.length === 0) === (drawn.length === 0) &&
        drawn.every((row) => {
          const channel = channels[Number(row.getAttribute('aria-rowindex')) - 1];
          const title = row.querySelector('[title^="Opened "]')?.getAttribute('title');
          if (!title || channel?.kind !== 'stream') return channel !== undefined && !title;
          // The tape's clock is set by the machine's now and then, and what is drawn is as it was before.
          return Math.abs(Date.parse(title.slice('Opened '.length)) - host.wall(channel.openedAt)) < 20;
        })
      );
    });

  const before = await latest();
  await go();
  if (before === null) return;
  await poll('the panel to show the page', async () => {
    const now = await latest();
    return now === null || (now > before && (await isDrawn()));
  });
}
