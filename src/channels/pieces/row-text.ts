import { isBinary } from '../../format/binary.ts';
import { HEX_PREVIEW, hexOf } from '../../format/hex.ts';
import { PREVIEW, preview } from '../../format/preview.ts';
import { RecordState } from '../../framing/index.ts';
import { type ByteLog, toBase64 } from '../../tape/index.ts';
import type { RowText } from '../model/channel.ts';
import { MAX_PAYLOAD, type Payload } from '../model/events.ts';
import { labelsOf } from '../polling/response/content.ts';
import { peekOf, type RecordPlace } from './segment.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** Bytes of one record that are decoded to find its ID and type. */
const MAX_LABELLED_BYTES = 65_536;

/** What of a record stands in the cells of its row. */
export interface RecordCells {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly truncated: boolean;
}

/** The cells of a record, at most a few hundred characters. */
export function recordCells(place: RecordPlace, bytes: ByteLog): RecordCells {
  const data = dataOf(place, bytes, PREVIEW * 4);
  const { length } = rangeOf(place, bytes);
  const text = isBinary(data) ? hexOf(data.subarray(0, HEX_PREVIEW)) : decoder.decode(data);
  return {
    ...labels(place, bytes),
    ...preview(
      text,
      text.length > PREVIEW || length > data.length || (isBinary(data) && length > HEX_PREVIEW),
    ),
  };
}

/** The text of a record in full; of a binary one the hexadecimal digits that its row shows. */
export function recordText(place: RecordPlace, bytes: ByteLog): RowText {
  const data = dataOf(place, bytes);
  return {
    ...labels(place, bytes),
    data: isBinary(data) ? hexOf(data.subarray(0, HEX_PREVIEW)) : decoder.decode(data),
  };
}

/** The data of a record; of a binary one in base64 (RFC 4648, section 4). */
export function recordPayload(place: RecordPlace, bytes: ByteLog): Payload {
  const data = dataOf(place, bytes);
  const binary = isBinary(data);
  const text = binary ? toBase64(data) : decoder.decode(data);
  const cut = Math.max(0, text.length - MAX_PAYLOAD);
  return { ...labels(place, bytes), data: cut > 0 ? text.slice(0, MAX_PAYLOAD) : text, cut, binary };
}

function rangeOf({ segment, record }: RecordPlace, bytes: ByteLog): { start: number; length: number } {
  const [start, end] = segment.reader.data(record, peekOf(segment, bytes));
  return { start, length: end - start };
}

function dataOf(place: RecordPlace, bytes: ByteLog, max = Number.POSITIVE_INFINITY): Uint8Array {
  const { start, length } = rangeOf(place, bytes);
  return peekOf(place.segment, bytes)(start, start + Math.min(length, max));
}

/** By the members of the JSON that it is; else what its framing states. */
function labels(place: RecordPlace, bytes: ByteLog): { id: string; type: string } {
  const { segment, record } = place;
  const { reader } = segment;
  const peek = peekOf(segment, bytes);
  const stated = { id: reader.id(record, peek), type: reader.type(record, peek) };
  const isLooked =
    reader.state(record) === RecordState.Whole && rangeOf(place, bytes).length <= MAX_LABELLED_BYTES;
  if (!isLooked) return stated;
  const { id, type } = labelsOf(dataOf(place, bytes), true);
  return { id: id || stated.id, type: type || stated.type };
}
