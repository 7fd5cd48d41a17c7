import { outOf } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import { Field } from '../../../sse/index.ts';
import type { StreamRule } from '../../rule.ts';
import { Tally } from '../../toolkit/tally.ts';
import { offsetOf, textOf } from '../../toolkit/words.ts';

/** Data lines that are looked at, characters of each, and types that are told apart: a type may have a writer of its own. */
const LOOKED_AT = 2000;
const CHARACTERS = 80;
const TYPES = 8;
/** Different texts of each sort, and changes between the two: a writer that puts a space before all or none has none. */
const TEXTS = 2;
const CHANGES = 2;
/** Among pieces this short one with a space is enough, where there are more without: an answer of a few tokens. */
const PIECE = 16;
const PIECES = 3;

const NAME_LENGTH = 'data:'.length;
/** JSON, markup, numbers and dates mean the same without the space before them. */
const ANYWAY = /^\s*([[{<]|"(.*"|.{70,})$|[\d\s.,:;/TZ+-]*$|(true|false|null)$)/;

/** The data lines of one type of event. */
interface Lines {
  readonly spaced: Tally;
  /** The first few different texts of each sort. */
  readonly texts: Readonly<Record<'spaced' | 'bare', Set<string>>>;
  count: number;
  longest: number;
  changes: number;
  last: 'spaced' | 'bare' | null;
}

/** Only a server that writes “data:” without a space, and its text as it is, writes both. */
export default {
  id: 'space-removed',
  of: 'stream',
  needs: ['bytes'],
  title: 'A space at the beginning of a text is removed',
  severity: 'note',
  why: 'One space after the colon belongs to the format, and is removed. A server that writes “data:” and its text without a space between loses the space that a text begins with: the words of a language model run together.',
  fix: 'On the server, write “data: ” with a space before each text; or write the text as JSON, where a framework writes the line (as Spring does for a Flux of strings).',
  source: 'WHATWG HTML 9.2.6, Interpreting an event stream',
  begin(stream) {
    const byType = new Map<string, Lines>();
    let type = '';
    let seen = 0;

    function linesOf(): Lines | null {
      let lines = byType.get(type) ?? null;
      if (!lines && byType.size < TYPES) {
        lines = {
          spaced: new Tally(stream),
          texts: { spaced: new Set(), bare: new Set() },
          count: 0,
          longest: 0,
          changes: 0,
          last: null,
        };
        byType.set(type, lines);
      }
      return lines;
    }

    return {
      line: {
        fields: [Field.Data, Field.Event, Field.Blank],
        observe(line) {
          if (seen >= LOOKED_AT) return;
          if (line.field === Field.Blank) type = '';
          else if (line.field === Field.Event) type = textOf(stream, line, CHARACTERS);
          else {
            seen++;
            const text = textOf(stream, line, CHARACTERS).slice(NAME_LENGTH);
            const lines = ANYWAY.test(text) ? null : linesOf();
            if (!lines) return;
            const sort = text.startsWith(' ') ? 'spaced' : 'bare';
            lines.count++;
            lines.longest = Math.max(lines.longest, text.length);
            if (lines.last !== null && lines.last !== sort) lines.changes++;
            lines.last = sort;
            if (lines.texts[sort].size < PIECES) lines.texts[sort].add(text);
            if (sort === 'spaced') lines.spaced.add(offsetOf(line), () => quoted(text));
          }
        },
      },
      report() {
        const mixed = [...byType.values()].find(isMixed);
        if (!mixed) return null;
        const [first = ''] = mixed.texts.spaced;
        return mixed.spaced.report(
          (spaced) =>
            `${outOf(spaced, mixed.count)} data lines of text have a space after the colon, the others none. That space is no data: ${quoted(first)} becomes ${quoted(first.slice(1))}.`,
        );
      },
    };
  },
} satisfies StreamRule;

function isMixed({ changes, texts: { spaced, bare }, longest, spaced: tally }: Lines): boolean {
  if (changes < CHANGES) return false;
  if (spaced.size >= TEXTS && bare.size >= TEXTS) return true;
  return tally.count === 1 && bare.size >= PIECES && longest <= PIECE;
}
