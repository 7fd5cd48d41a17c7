import { Channels } from '../../../src/channels/index.ts';
import { Findings } from '../../../src/findings/findings.ts';
import { Tape, type TapeRecord } from '../../../src/tape/index.ts';

/** Milliseconds of silence that are called quiet. */
const QUIET_LIMIT = 15_000;

const never = (): boolean => false;

/** What is derived of these records: their rows in Streams, and what is found on them. */
export function derived(records: readonly TapeRecord[]) {
  const tape = new Tape();
  for (const record of records) tape.append(record);
  const channels = new Channels(tape);
  while (channels.update(never));
  const findings = new Findings(channels, () => QUIET_LIMIT);
  while (findings.update(never));
  const rows = channels.rows().flatMap((row) => (row.kind === 'stream' ? [row] : []));
  return { tape, channels, findings, rows };
}
