/** Capture in Chromium: by the debugger, with DevTools' own log beside it; where that cannot be, by the log alone. */
import type { TapeWriter } from '../tape/index.ts';
import { systemTime, TapeClock, type TimeSource } from './clock.ts';
import type { AttachmentParts } from './debugger/attachment.ts';
import { createDebuggerSource } from './debugger/source.ts';
import { ConnectionIds } from './http/connection-ids.ts';
import type { IsShownAsStream } from './http/keeping.ts';
import { createLogFollower, type GetHar } from './log/follower.ts';
import type { HarEntry } from './log/har.ts';
import { createLogSource } from './log/source.ts';
import { Recorder } from './recorder.ts';
import type { CaptureControl } from './status.ts';

export interface ChromiumParts extends AttachmentParts {
  readonly tape: TapeWriter;
  readonly getHar: GetHar;
  readonly reload: () => Promise<void>;
  /** The page went elsewhere; known without an attachment. */
  readonly onNavigated?: (listener: (url: string) => void) => () => void;
  /** A request is over; known without an attachment (`devtools.network.onRequestFinished`). */
  readonly onFinished?: (listener: (entry: HarEntry) => void) => () => void;
  readonly time?: TimeSource;
  /** Which responses the user wants shown as streams: more of them is kept. */
  readonly isShownAsStream?: IsShownAsStream;
  /** The browser and its version, “Chrome 156”. */
  readonly browser?: string;
}

export function createChromiumRecorder(parts: ChromiumParts): CaptureControl {
  const { tape, getHar, attach, detach, reload, onNavigated, onFinished, browser, isShownAsStream } = parts;
  const clock = new TapeClock(parts.time ?? systemTime);
  const common = { tape, clock, connectionIds: new ConnectionIds() };
  const log = createLogFollower({ ...common, getHar });
  // Before the recorder listens itself: what it tries then finds the log at the new page.
  const stopNavigated = onNavigated?.((url) => log.navigated(url));
  const stopFinished = onFinished?.((entry) => log.finished(entry));
  const onOtherPage = onNavigated && ((listener: () => void) => documents(listener, onNavigated, onFinished));
  return new Recorder({
    tape,
    clock,
    sources: [
      createDebuggerSource({
        ...common,
        attach,
        detach,
        companion: log,
        ...(isShownAsStream ? { isShownAsStream } : {}),
      }),
      createLogSource(log),
    ],
    reload,
    ...(onOtherPage ? { onNavigated: onOtherPage } : {}),
    onDispose() {
      stopNavigated?.();
      stopFinished?.();
    },
    ...(browser === undefined ? {} : { browser }),
  });
}

/**
 * Calls `listener` when the page went elsewhere, and again when a document has loaded: DevTools reports the navigation
 * before the page can be attached to, and none at all where the navigation changed its target.
 */
function documents(
  listener: () => void,
  onNavigated: NonNullable<ChromiumParts['onNavigated']>,
  onFinished: ChromiumParts['onFinished'],
): () => void {
  const stopNavigated = onNavigated(listener);
  const stopFinished = onFinished?.((entry) => {
    if (entry._resourceType === 'document') listener();
  });
  return () => {
    stopNavigated();
    stopFinished?.();
  };
}
