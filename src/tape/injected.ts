import type { InjectedRecord } from './records.ts';

/** Names what was sent to objects of one address that have no connection on the tape. */
export function injectedId({ to, url }: Pick<InjectedRecord, 'to' | 'url'>): string {
  return `injected:${to}:${url}`;
}
