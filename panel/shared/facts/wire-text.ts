import { plural } from '../../../src/format/numbers.ts';
import { size } from '../../../src/format/sizes.ts';
import type { ConnectionDetail } from '../../types.ts';

export function bytesText(bytes: number): string {
  return bytes < 1000 ? plural(bytes, 'byte') : `${plural(bytes, 'byte')} (${size(bytes)})`;
}

/**
 * Bytes of a body as they were sent; null where it has none of its own, or none is known. Chromium reports them one chunk late:
 * while the body comes the latest are missing, and where the page let go of it, for good.
 */
export function wireText({
  wireBytes,
  decodedBytes,
  response,
  end,
}: Pick<ConnectionDetail, 'wireBytes' | 'decodedBytes' | 'response' | 'end'>): string | null {
  if (wireBytes === null) return null;
  const isOpen = end === null;
  const isLocal = response?.fromCache != null || response?.fromServiceWorker === true;
  if (wireBytes === 0 && decodedBytes > 0 && !isLocal) return isOpen ? 'not reported yet' : 'not reported';
  const soFar = isOpen ? ' so far; the latest are reported late' : '';
  return `${bytesText(wireBytes)}, as the network reported them (framing and compression included)${soFar}`;
}
