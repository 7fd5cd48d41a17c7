import type { Excerpt, TapeRecord } from '../tape/index.ts';

/** One format that a tape, or some channels of it, can be written in. It does not compress: the session does. */
export interface Exporter {
  /** Stable name, by which a choice is kept. */
  readonly id: string;
  /** As the dialog offers it, a few words. */
  readonly label: string;
  /** End of the file's name, with its dot; a packed file has `.gz` behind it. */
  readonly extension: `.${string}`;
  readonly mime: string;
  /**
   * The file in pieces of text, at most some megabytes each: the thread is given back between two of them.
   * @param change what is written in a record's place: secrets are replaced by it. Every record that reaches the file
   *   must have passed it.
   */
  write(excerpt: Excerpt, change: (record: TapeRecord) => TapeRecord): Iterable<string>;
}
