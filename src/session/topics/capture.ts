import type { CaptureControl } from '../../capture/status.ts';
import type { CaptureHost } from '../host/capture.ts';
import type { SessionNotices } from '../notices.ts';

interface Parts {
  readonly capture: CaptureControl;
  readonly notices: SessionNotices;
}

/** The capture as a panel works it. The session's own notices are shown among those of capture. */
export function captureTopic({ capture, notices }: Parts): CaptureHost {
  return {
    status() {
      const status = capture.status();
      return { ...status, notices: [...status.notices, ...notices.all()] };
    },
    record: (on) => void capture.record(on),
    useSource: (source) => void capture.use(source),
    dismissNotice(code) {
      capture.dismiss(code);
      notices.dismiss(code);
    },
    reloadPage: () => void capture.reloadPage(),
    findListeners: () => void capture.findListeners(),
    findAddresses: () => void capture.findAddresses(),
  };
}
