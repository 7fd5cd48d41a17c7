import type { Evidence } from '../types.ts';

/** What names a piece of evidence on its button. @param number which of its channel's connections it is on; null where it has no number. */
export function evidenceText({ kind, text }: Evidence, number: number | null): string {
  return kind === 'connection' && text === 'connection' && number !== null ? `connection ${number}` : text;
}
