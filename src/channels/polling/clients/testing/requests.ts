/** Requests as tests write them: “POST /chat?id=1”, with a body and headers where they matter. */
import type { Header, RequestRecord } from '../../../../tape/index.ts';
import { request } from '../../../../tape/testing.ts';

export const ORIGIN = 'http://site.test';
/** A time as clients write it into an address. */
export const NOW = '1764228000000';
/** What SignalR sends in every request of a browser. */
export const AGENT: readonly Header[] = [
  ['X-Requested-With', 'XMLHttpRequest'],
  ['X-SignalR-User-Agent', 'Microsoft SignalR/10.0 (10.0.11; Unknown OS; Browser; Unknown Runtime Version)'],
];

export interface Extra {
  readonly body?: string;
  readonly headers?: readonly Header[];
  readonly on?: string;
  /** The document that asks. */
  readonly page?: string;
}

/** @param line method and address, the origin left out. */
export function ask(
  line: string,
  { body, headers = [], on = 'x', page = 'main' }: Extra = {},
): RequestRecord {
  const [method = '', address = ''] = line.split(' ');
  return request(on, {
    url: address.startsWith('/') ? ORIGIN + address : address,
    method,
    headers,
    via: 'xhr',
    context: { kind: 'page', id: page },
    ...(body !== undefined && { body }),
  });
}
