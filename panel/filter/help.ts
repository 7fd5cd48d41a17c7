import { FILTER_KEYS } from '../../src/channels/view/filter/keys/index.ts';

/** The title of the box: all that can be written, a line a thing. */
export const FILTER_HELP = [
  'Filter the rows ( / )',
  'text  anywhere in type, ID or data; several words: all of them',
  '-text  not this',
  '"two words"  a phrase',
  '/regex/i  a regular expression',
  ...FILTER_KEYS.map(({ example, help }) => `${example}  ${help}`),
  'type:a type:b  one of them',
  'a OR b, ( )  either, and brackets',
].join('\n');
