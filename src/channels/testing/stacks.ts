import type { Caller } from '../../tape/index.ts';

/**
 * A stack as it is written here, innermost first: `get:6 one:10 ~await main:14`. A name, a line, and `~` with how the place after it
 * scheduled the one before.
 */
export function stack(text: string): Caller[] {
  const made: Caller[] = [];
  let async: string | undefined;
  for (const word of text.split(' ')) {
    if (word.startsWith('~')) {
      async = word.slice(1);
      continue;
    }
    const [functionName = '', line] = word.split(':');
    const place = { url: 'http://site.test/app.js', line: Number(line), column: 1, functionName };
    made.push(async === undefined ? place : { ...place, async });
    async = undefined;
  }
  return made;
}
