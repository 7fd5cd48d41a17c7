import {
  type EndRecord,
  type RequestRecord,
  type ResponseRecord,
  Tape,
  type TapeRecord,
} from '../../tape/index.ts';
import { chunk, request, response } from '../../tape/testing.ts';
import type { PiecesChannel } from '../index.ts';
import { derive } from './derive.ts';

/** A response to fetch, `body`, whose chunks come at these times (milliseconds). */
export interface Body {
  readonly chunks: readonly (readonly [at: number, content: string | Uint8Array])[];
  /** By default a text whose length is not stated. */
  readonly response?: Partial<ResponseRecord>;
  readonly request?: Partial<RequestRecord>;
  readonly end?: Partial<EndRecord>;
  /** Records besides, put in by their time. */
  readonly facts?: readonly TapeRecord[];
}

/** A response of this Content-Type. */
export const typed = (contentType: string): Partial<ResponseRecord> => ({
  mimeType: contentType.split(';', 1)[0] ?? '',
  headers: [['content-type', contentType]],
});

/** Its records in order. */
export function recordsOf(body: Body): TapeRecord[] {
  const records: TapeRecord[] = [
    { kind: 'clock', at: 0, wall: Date.UTC(2026, 0, 1) },
    request('body', { via: 'fetch', headers: [], exchange: true, ...body.request }),
    { kind: 'sent', at: 1, on: 'body', headers: [] },
    response('body', { ...typed('text/plain'), ...body.response }),
    ...body.chunks.map(([at, content]) => chunk('body', at, content)),
    ...(body.facts ?? []),
  ];
  const last = Math.max(...records.map(({ at }) => at));
  if (body.end) records.push({ kind: 'end', at: last + 1, on: 'body', how: 'complete', ...body.end });
  return records.sort((a, b) => a.at - b.at);
}

export function bodyTape(body: Body): Tape {
  const tape = new Tape();
  for (const record of recordsOf(body)) tape.append(record);
  return tape;
}

/** The channel that it is; undefined where it is none. */
export function piecesOf(body: Body): PiecesChannel | undefined {
  return derive(bodyTape(body)).pieces('body');
}
