import { queryOf } from '../address.ts';

/** What stands in the address of each of its polls. Nearly every address is another's, and is not taken apart. */
const MARK = 'transport=polling';

/** The protocol of a poll of Engine.IO, by its address; null for another address. Its clients always name transport and protocol. */
export function pollingProtocol(url: string | undefined): string | null {
  if (!url?.includes(MARK)) return null;
  const query = queryOf(url);
  return query.get('transport') === 'polling' && !query.has('j') ? query.get('EIO') : null;
}

/** Whether an address is one of Engine.IO’s polls in this protocol. */
export const isPolling = (url: string | undefined, protocol: '3' | '4'): boolean =>
  pollingProtocol(url) === protocol;
