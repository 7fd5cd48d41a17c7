import { visible } from './visible.ts';

/** A text as it is quoted in a sentence: short, on one line, what cannot be seen made visible. @param most characters. */
export function quoted(text: string, most = 40): string {
  return `“${visible(text.length > most ? `${text.slice(0, most)}…` : text)}”`;
}
