import { resolve } from 'node:path';
import { DevTools } from '../devtools/devtools.ts';
import { poll } from '../devtools/poll.ts';
import { runIn } from './in-page.ts';
import { longestBlock, watchThread } from './thread-probe.ts';
import type { Expected, Viewer } from './viewer.ts';

declare global {
  interface Window {
    /** What the listener has counted; see `bare-listener/devtools.js`. */
    seen?: { isListening: boolean; reads: number; messages: number; lastAt: number; isOver: boolean };
    /** When the clock of `lastAt` began, in milliseconds since the Unix epoch. */
    epoch?: number;
  }
}

export const BARE_LISTENER = resolve(import.meta.dirname, 'bare-listener');

/** The floor: an extension that asks the browser for what Streamscope asks for, and only counts what comes. */
export const bareListener: Viewer = {
  name: 'Bare listener',
  extensions: [BARE_LISTENER],
  async open(page) {
    const devtools = await DevTools.open(page);
    await devtools.dock('undocked');
    await devtools.resize(1200, 800);
    const frame = await devtools.showExtensionPanel('Floor');
    await poll('the bare listener', () => runIn(frame, () => window.seen?.isListening));
    let waitFor: Expected | undefined;
    return {
      async expect(expected) {
        waitFor = expected;
        await watchThread(frame);
      },
      async lastRowAt() {
        // Of a short flood the end can be reported before the response that brings its bytes.
        const over = () => runIn(frame, () => window.seen?.isOver && window.seen.reads > 0);
        await poll('the end of the stream', over, { timeout: waitFor?.timeout ?? 0, every: 200 });
        const { at, messages, reads } = await runIn(frame, () => ({
          at: (window.epoch ?? 0) + (window.seen?.lastAt ?? 0),
          messages: window.seen?.messages,
          reads: window.seen?.reads,
        }));
        const byEventSource = waitFor?.url.includes('via=eventsource');
        if (byEventSource && messages !== waitFor?.rows)
          throw new Error(`The bare listener got ${messages} messages in ${reads} reads.`);
        return at;
      },
      rows: () => runIn(frame, () => window.seen?.messages ?? 0),
      longestBlock: () => longestBlock(frame),
    };
  },
};
