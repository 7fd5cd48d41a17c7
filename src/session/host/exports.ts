import type { Exporter } from '../../exports/index.ts';
import type { Replaced } from '../../tape/index.ts';

/** The shown tape as a file. The tape in memory is not touched. */
export interface ExportsHost {
  /** The formats of Export; the first unless another is chosen. */
  formats(): readonly [ExportFormat, ...ExportFormat[]];
  /**
   * The shown tape, as it stands now, as a file in pieces of at most a few megabytes. Without a choice: all of it, as a tape,
   * plain, secrets replaced.
   * @throws Error in words for the user, while it is read.
   */
  file(choice?: Partial<ExportChoice>): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /**
   * What an export would replace of these channels (their ids; null for the whole tape). Null once `isWanted`, which is
   * asked now and then, says no.
   */
  preview(channels: readonly string[] | null, isWanted?: () => boolean): Promise<ExportPreview | null>;
}

export interface ExportChoice {
  /** Ids of the channels to export; null for the whole tape. */
  readonly channels: readonly string[] | null;
  readonly secrets: 'replaced' | 'kept';
  /** Id of one of `formats()`. */
  readonly format: string;
  /** Whether the file is packed by gzip. */
  readonly isPacked: boolean;
}

/** A format of Export, as it is offered. */
export type ExportFormat = Pick<Exporter, 'id' | 'label' | 'extension' | 'mime'>;

export interface ExportPreview {
  /** By place, the most frequent first. */
  readonly replaced: readonly Replaced[];
}
