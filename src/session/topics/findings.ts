import type { Channels } from '../../channels/index.ts';
import type { FindingsHost } from '../host/findings.ts';
import type { LiveTape } from '../live.ts';
import type { ShownFindings } from '../views/findings.ts';

interface Parts {
  readonly found: ShownFindings;
  readonly shown: () => Channels;
  /** Tape time at which what is shown stands still; null while it is the live tape. */
  readonly stoppedAt: () => number | null;
  readonly live: LiveTape;
  readonly changed: () => void;
}

/** The findings of what is shown: as of the moment that is played, an imported tape's last record, or now. */
export function findingsTopic({ found, shown, stoppedAt, live, changed }: Parts): FindingsHost {
  return {
    of: (channel) => found.of(shown(), channel, stoppedAt() ?? found.now(live.channels)),
    muted: (channel, rule) => found.muted(channel, rule),
    mute(channel, rule, how) {
      found.mute(channel, rule, how);
      changed();
    },
    coverage: (channel) => found.coverage(shown(), channel),
  };
}
