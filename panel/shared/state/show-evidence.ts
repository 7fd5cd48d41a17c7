import type { Evidence } from '../../types.ts';
import { findRow } from './find-row.ts';
import type { Store } from './store.ts';

/** Bytes to go back at most for the row before a silence: blank lines belong to no row. */
const BLANKS = 4;

/** Leads to what a finding rests on. */
export function showEvidence(store: Store, channel: string, evidence: Evidence): void {
  const { connection, headerTarget, rawTarget, tab } = store;
  // The tabs show one connection of a channel that has several.
  connection.value = evidence.connection;
  switch (evidence.kind) {
    case 'row':
      showRow(store, channel, evidence.connection, evidence.offset, 0);
      break;
    case 'span':
      showRow(store, channel, evidence.connection, evidence.offset, BLANKS);
      break;
    case 'bytes':
      rawTarget.value = { range: [evidence.start, evidence.end] };
      tab.value = 'raw';
      break;
    case 'header':
      headerTarget.value = { name: evidence.name };
      tab.value = 'connections';
      break;
    case 'connection':
      headerTarget.value = null;
      tab.value = 'connections';
  }
}

/** Picks the row that holds the byte at `offset`, or one of up to `back` bytes before it. */
function showRow(store: Store, channel: string, connection: string, offset: number, back: number): void {
  const { host, view, follow, tab } = store;
  for (let at = offset; at >= Math.max(0, offset - back); at--) {
    const key = host.channels.rowAt(connection, at);
    const row = key === null ? null : findRow(host, view.value, channel, key);
    if (!row) continue;
    follow.value = false;
    store.pick(row);
    break;
  }
  tab.value = 'events';
}
