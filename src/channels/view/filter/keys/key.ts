import type { Value } from '../syntax/tree.ts';
import type { RowTest, Wrong } from '../terms/row.ts';

/** What can stand before a colon in a filter. */
export interface FilterKey {
  /** In small letters. */
  readonly name: string;
  readonly example: string;
  /** What it asks for, for the help: a few words. */
  readonly help: string;
  /** The values that it takes, where they are few. */
  readonly values?: readonly string[];
  /** Words that people write in its place. It is said which one is right. */
  readonly also?: readonly string[];
  /**
   * What the same key twice means. `any`: a row has one such value, so one of them is to hold. `all`: both narrow, as the
   * two ends of a range do.
   */
  readonly joins: 'any' | 'all';
  test(value: Value): RowTest | Wrong;
}
