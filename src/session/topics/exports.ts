import type { Channels } from '../../channels/index.ts';
import { EXPORTERS } from '../../exports/index.ts';
import { exportedFile, exportPreview } from '../export.ts';
import type { ExportsHost } from '../host/exports.ts';

interface Parts {
  /** Channels of the tape that is shown, whole: a moment that is played is not exported. */
  readonly played: () => Channels;
}

/** Export of the tape that is shown. */
export function exportsTopic({ played }: Parts): ExportsHost {
  const connectionsOf = (chosen: readonly string[] | null): readonly string[] | null =>
    chosen === null ? null : chosen.flatMap((id) => played().channel(id)?.connectionIds() ?? []);
  return {
    formats: () => EXPORTERS,
    file: ({ channels = null, secrets = 'replaced', format = EXPORTERS[0].id, isPacked = false } = {}) =>
      exportedFile(played().tape, connectionsOf(channels), { secrets, format, isPacked }),
    preview: (channels, isWanted) => exportPreview(played().tape, connectionsOf(channels), isWanted),
  };
}
