import type { RowText } from '../../../model/channel.ts';
import type { EventRow } from '../../../model/events.ts';

/** What a filter looks at. A view makes each only when a term asks for it. */
export interface FilterRow {
  /** Null for rows without text. */
  readonly text: RowText | null;
  readonly kind: EventRow['kind'];
  /** Bytes, as the column Size shows them. */
  readonly size: number;
  /** Milliseconds since the row before it; null for the first. */
  readonly delta: number | null;
}

export type RowTest = (row: FilterRow) => boolean;

/** Why a value cannot be asked for. */
export interface Wrong {
  readonly wrong: string;
}
