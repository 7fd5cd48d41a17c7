/** docs/field.md: written from the cases and from what their tapes are said to be now. */
import { join } from 'node:path';
import { openTape } from '../../src/tape/index.ts';
import { checkedIn, type NamedCase } from './cases.ts';
import { type Said, saidOf } from './judge.ts';
import { KINDS } from './kinds.ts';

export const LOG_FILE = join(import.meta.dirname, '../../docs/field.md');

const HEAD = `# In the field

Public reports of people who debug event streams and WebSockets. Each is rebuilt small in \`test/field\`: a server, a page, and what
the panel must say of them. \`npm run field\` runs them in the real browser, writes their tapes and this log. \`npm test\` judges the
tapes, and runs one case of each kind in the real browser.
`;

/** The log, whole. @throws where a tape cannot be read. */
export async function writeLog(cases: readonly NamedCase[]): Promise<string> {
  const sections = await Promise.all(
    Object.entries(KINDS).map(async ([kind, title]) => {
      const those = cases.filter((each) => each.kind === kind);
      const entries = await Promise.all(those.map(entryOf));
      return entries.length === 0 ? '' : `\n## ${title}\n${entries.join('')}`;
    }),
  );
  const wrong = cases.flatMap(({ id, field }) =>
    field.stillWrong ? [`- **${id}**: ${field.stillWrong}\n`] : [],
  );
  const left = wrong.length === 0 ? '' : `\n## What is still wrong\n\n${wrong.join('')}`;
  return `${HEAD}\n${cases.length} reports.\n${sections.join('')}${left}`;
}

async function entryOf({ id, field, ...rest }: NamedCase): Promise<string> {
  const file = checkedIn({ id, field, ...rest });
  if (!file) return '';
  const opened = await openTape(id, file);
  if (!opened.ok) throw new Error(`${id}: ${opened.error}`);
  const said = saidOf(opened.tape, field.later).map(sentencesOf);
  const name = id.slice(id.indexOf('/') + 1);
  return `\n### ${name}\n\n[Reported](${field.source}): ${field.reported}\n\nNeeded: ${field.needed}\n\nThe panel says:\n\n${said.join('\n')}\n`;
}

function sentencesOf({ row, state, findings }: Said): string {
  const found = findings.map(
    ({ severity, title, statement, fix }) => `  - ${severity}: **${title}.** ${statement} ${fix}`,
  );
  return [`- \`${row.name}\`, ${state}: ${row.verdict}`, ...found].map(inert).join('\n');
}

/** Text from a server is no Markdown: HTML is shown as it is. */
function inert(text: string): string {
  return text.replaceAll('<', '&lt;');
}
