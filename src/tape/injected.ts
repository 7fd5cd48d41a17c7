import type { InjectedRecord } from './records.ts';

/** Names what was sent to objects of one address that no connection on the tape stands for. */
export function injectedId({ to, url }: Pick<InjectedRecord, 'to' | 'url'>): string {
  return `injected:${to}:${url}`;
}
