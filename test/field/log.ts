/** docs/field.md: written from the cases and from what their tapes are said to be now. */
import { join } from 'node:path';
import type { RequestGroup } from '../../src/channels/index.ts';
import { openTape } from '../../src/tape/index.ts';
import { checkedIn, type NamedCase } from './cases.ts';
import { type Said, shownOf, textOfGroup } from './judge.ts';
import { KINDS } from './kinds.ts';

export const LOG_FILE = join(import.meta.dirname, '../../docs/field.md');

const HEAD = `# In the field

Public reports of people who debug event streams, polling and WebSockets. Each is rebuilt small in \`test/field\`: a server, a page, and what
the panel must say of them. \`npm run field\` runs them in the real browser, writes their tapes and this log. \`npm test\` judges the
tapes, and runs a case of most kinds in the real browser.
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
  const { rows, groups } = shownOf(opened.tape, field.later);
  const empty = rows.length === 0 ? ['- Streams is empty.'] : [];
  const said = [...empty, ...rows.map(sentencesOf), ...(field.requests ? groups.map(sentenceOf) : [])];
  const name = id.slice(id.indexOf('/') + 1);
  return `\n### ${name}\n\n[Reported](${field.source}): ${field.reported}\n\nNeeded: ${field.needed}\n\nThe panel says:\n\n${said.join('\n')}\n`;
}

function sentencesOf({ row, state, findings }: Said): string {
  const found = findings.map(
    ({ severity, title, statement, fix }) => `  - ${severity}: **${title}.** ${statement} ${fix}`,
  );
  return [`- \`${row.name}\`, ${state}: ${row.verdict}`, ...found].map(inert).join('\n');
}

function sentenceOf(group: RequestGroup): string {
  // Ports are others each time.
  const endpoint = group.endpoint.replace(/127\.0\.0\.1:\d+/, 'localhost');
  return inert(
    `- Requests: \`${endpoint}\`, ${group.requests} times, ${group.label}: ${textOfGroup(group).replaceAll('\n', ' ')}`,
  );
}

/** Text from a server is no Markdown: HTML is shown as it is. */
function inert(text: string): string {
  return text.replaceAll('<', '&lt;');
}
