import { quoted } from '../../../../format/quoted.ts';
import type { RowText } from '../../../model/channel.ts';
import { contains } from '../terms/text.ts';
import type { FilterKey } from './key.ts';

type Way = NonNullable<RowText['direction']>;

/** The short words first: they are what is offered. */
const WAYS: ReadonlyMap<string, Way> = new Map([
  ['in', 'received'],
  ['out', 'sent'],
  ['injected', 'injected'],
  ['received', 'received'],
  ['sent', 'sent'],
]);

/** Which way a frame went. The rows of an event stream have no direction: only a server writes there. */
export const dir: FilterKey = {
  name: 'dir',
  example: 'dir:out',
  help: 'of WebSocket frames in (received) or out (sent); injected is what you sent into the page',
  values: [...WAYS.keys()],
  also: ['direction'],
  joins: 'any',
  test(value) {
    if (value.kind === 'regex') {
      const has = contains(value);
      return 'wrong' in has ? has : ({ text }) => has(text?.direction ?? '');
    }
    const sought = value.text.toLowerCase();
    // The begin of a word will do, as for one that is being typed.
    const way = WAYS.get(sought) ?? [...WAYS.values()].find((one) => one.startsWith(sought));
    if (way) return ({ text }) => text?.direction === way;
    return { wrong: `There is no direction ${quoted(value.text)}: it is in, out or injected` };
  },
};
