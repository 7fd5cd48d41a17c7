/** The row of a message that the user sent to the page's own listeners: marked as the user's, not the server's. */

import { HEX_PREVIEW, hexOf } from '../../format/hex.ts';
import { PREVIEW, preview } from '../../format/preview.ts';
import { firstOfBase64, type InjectedRecord, type PlainRecord } from '../../tape/index.ts';
import type { RowText } from '../model/channel.ts';
import type { EventRow, Payload } from '../model/events.ts';

const encoder = new TextEncoder();

/** Who sent it. Short: the data comes after it in the same cell. */
function sentByUserText({ heard }: InjectedRecord): string {
  return heard === 0 ? 'Sent by you, nobody listens' : 'Sent by you';
}

type Cells = Omit<EventRow, 'key' | 'at' | 'delta' | 'connection'>;

/** @param record of kind `injected`. @throws TypeError for another kind. */
export function injectedCells(record: PlainRecord | undefined): Cells {
  const injected = of(record);
  const { type, id } = injected;
  const data = shown(injected, PREVIEW + 1);
  return {
    kind: 'injected',
    id,
    idInherited: false,
    type,
    ...preview(data, isLonger(injected, data)),
    size: injectedSize(injected),
    why: sentByUserText(injected),
    direction: null,
    range: null,
  };
}

/** Binary data is searched by the hexadecimal digits that its row shows. */
export function injectedText(record: PlainRecord | undefined): RowText {
  const injected = of(record);
  const { type, id } = injected;
  return { type, id, data: shown(injected, Number.POSITIVE_INFINITY), direction: 'injected' };
}

export function injectedPayload(record: PlainRecord | undefined): Payload {
  const { type, id, data, binary } = of(record);
  return { type, id, data, binary: binary ?? false, cut: 0 };
}

/** Bytes of the data; 0 for a record of another kind. */
export function injectedSize(record: PlainRecord | undefined): number {
  if (record?.kind !== 'injected') return 0;
  const { data, binary } = record;
  if (!binary) return encoder.encode(data).length;
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  return (data.length / 4) * 3 - padding;
}

function of(record: PlainRecord | undefined): InjectedRecord {
  if (record?.kind !== 'injected') throw new TypeError('no injected message');
  return record;
}

function shown({ data, binary }: InjectedRecord, max: number): string {
  return binary ? hexOf(firstOfBase64(data, HEX_PREVIEW)) : data.slice(0, max);
}

function isLonger(injected: InjectedRecord, text: string): boolean {
  return injected.binary ? injectedSize(injected) > HEX_PREVIEW : text.length > PREVIEW;
}
