import docs from '../../docs/findings.md?raw';

/** What the docs say of a rule besides what to do and where it is written: when it speaks, how grave it is, and what it leaves out. */
export function ruleText(rule: string): readonly string[] {
  const section = sections().get(rule) ?? '';
  return section
    .split('\n\n')
    .map((paragraph) => plain(paragraph.trim()))
    .filter((paragraph) => paragraph !== '' && !/^(What to do|Source)\./.test(paragraph));
}

let kept: ReadonlyMap<string, string> | null = null;

function sections(): ReadonlyMap<string, string> {
  kept ??= new Map(
    docs.split(/^### /m).flatMap((part) => {
      const end = part.indexOf('\n');
      // The next heading of a higher level ends it.
      return end < 0 ? [] : [[part.slice(0, end).trim(), part.slice(end).split(/^## /m)[0] ?? '']];
    }),
  );
  return kept;
}

/** Without the marks of Markdown: what is written there is ours, and is shown as text. */
function plain(text: string): string {
  return text
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*([^*]+)\*\*/g, '$1')
    .replaceAll(/(^|[\s(])_([^_]+)_(?=[\s.,;:)]|$)/g, '$1$2')
    .replaceAll('`', '')
    .replaceAll(/\s+/g, ' ');
}
