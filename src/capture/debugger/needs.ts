/** What the parts of the protocol capture stand on; each names those it uses. */

import type { Transport } from '../../protocol/transport.ts';
import type { TapeWriter } from '../../tape/index.ts';
import type { TapeClock } from '../clock.ts';
import type { ConnectionIds } from '../http/connection-ids.ts';
import type { IsShownAsStream } from '../http/keeping.ts';
import type { Contexts } from './contexts.ts';

export interface Needs {
  readonly transport: Transport;
  readonly tape: TapeWriter;
  readonly clock: TapeClock;
  readonly contexts: Contexts;
  readonly connectionIds: ConnectionIds;
  readonly isShownAsStream?: IsShownAsStream;
  /** A call was given up. */
  readonly onNoAnswer: () => void;
}
