import type { Value } from '../syntax/tree.ts';
import type { Wrong } from './row.ts';

export type TextTest = (value: string) => boolean;

/** Whether a text has the value anywhere in it, without regard to case; a regular expression as it is. */
export function contains(value: Value): TextTest | Wrong {
  if (value.kind === 'regex') return byRegex(value.source, value.flags);
  const sought = value.text.toLowerCase();
  return (text) => text.toLowerCase().includes(sought);
}

/** Whether a text is the value as a whole, without regard to case, `*` standing for anything. */
export function equals(value: Value): TextTest | Wrong {
  if (value.kind === 'regex') return byRegex(value.source, value.flags);
  const parts = value.text.toLowerCase().split('*');
  return (text) => fitsParts(parts, text.toLowerCase());
}

function byRegex(source: string, flags: string): TextTest | Wrong {
  try {
    const regex = new RegExp(source, `${flags}u`);
    return (text) => regex.test(text);
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Whether a value is these parts in their order, with anything between them. Each part is looked for once, from where the
 * one before ended: a regular expression of as many stars would try all ways to divide a long value, without an end.
 */
function fitsParts(parts: readonly string[], value: string): boolean {
  const first = parts[0] ?? '';
  if (parts.length === 1) return value === first;
  const last = parts.at(-1) ?? '';
  const end = value.length - last.length;
  if (end < first.length || !value.startsWith(first) || !value.endsWith(last)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, from);
    if (found < 0 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}
