import type { Stream } from '../../types.ts';

/** In place of a value that nobody recorded. */
export const NOT_KNOWN = 'not known';

/** What is not known of a stream whose beginning, or a part of which, was not recorded; null where all was. */
export function unseenText({
  unseen,
  transport,
  fidelity,
}: Pick<Stream, 'unseen' | 'transport' | 'fidelity'>): string | null {
  if (unseen === undefined) return null;
  const when =
    unseen === 'opened-before' ? 'Opened before recording' : 'It was open when Record went on again';
  if (transport === 'websocket') return `${when}: its handshake and what came before are not known.`;
  if (fidelity === 'lengths') return `${when}: only the lengths of what comes are known.`;
  return fidelity === 'messages' ? `${when}: its bytes are not known.` : `${when}: its request is not known.`;
}
