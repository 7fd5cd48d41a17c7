import { useEffect, useState } from 'preact/hooks';
import { useStore } from '../shared/state/context.ts';
import type { ExportPreview } from '../types.ts';

/** What an export of these channels would replace; null while that is being looked for. */
export function useExportPreview(channels: readonly string[] | null): ExportPreview | null {
  const { host, message } = useStore();
  const [preview, setPreview] = useState<ExportPreview | null>(null);
  const chosen = channels === null ? null : JSON.stringify(channels);
  useEffect(() => {
    let isStale = false;
    setPreview(null);
    const isWanted = () => !isStale;
    host.exports.preview(chosen === null ? null : JSON.parse(chosen), isWanted).then(
      (found) => {
        if (!isStale) setPreview(found);
      },
      (error: unknown) => {
        message.value = `What is replaced could not be found out: ${String(error)}`;
      },
    );
    return () => {
      isStale = true;
    };
  }, [host, message, chosen]);
  return preview;
}
