import { queryOf } from '../address.ts';

/** The protocol of a poll of Engine.IO, by its address; null for another address. Its clients always name transport and protocol. */
export function pollingProtocol(url: string | undefined): string | null {
  const query = queryOf(url);
  return query.get('transport') === 'polling' && !query.has('j') ? query.get('EIO') : null;
}

/** Whether an address is one of Engine.IO’s polls in this protocol. */
export const isPolling = (url: string | undefined, protocol: '3' | '4'): boolean =>
  pollingProtocol(url) === protocol;
