import { describe, expect, it } from 'vitest';
import { someStream } from '../shared/testing/values.ts';
import {
  isHidden,
  nameWidth,
  placeStreamColumns,
  STREAM_COLUMNS,
  widthNeeded,
  withToggled,
} from './columns.ts';

const widths = (...args: Parameters<typeof placeStreamColumns>) =>
  placeStreamColumns(...args)
    .map(({ shown }) => shown)
    .join(' ');
const titles = (...args: Parameters<typeof placeStreamColumns>) =>
  placeStreamColumns(...args).map(({ title, shown }) => `${title} ${shown}`);

describe('the columns of Streams', () => {
  it('give the name what is left', () => {
    expect(widths(700)).toBe('20 336 66 52 92 54 80');
    expect(widths(1400, 2)).toBe('40 672 132 104 184 108 160');
  });

  it('give way to it where it is narrow, and never do without it', () => {
    expect(widths(460)).toBe('20 144 66 52 44 54 80');
    expect(widths(400)).toBe('20 150 0 52 44 54 80');
    expect(widths(360)).toBe('20 154 0 52 0 54 80');
    expect(widths(305)).toBe('20 151 0 0 0 54 80');
    expect(widths(50)).toBe('20 80 0 0 0 54 80');
  });

  it('are as wide as the names need, within limits', () => {
    const named = (name: string, change = {}) => someStream({ name, ...change });
    expect(nameWidth([named('live')])).toBe(120);
    expect(nameWidth([named('live'), named('a-longer-name-of-a-stream')])).toBe(184);
    expect(nameWidth([named('a-longer-name-of-a-stream', { connections: 3 })])).toBe(220);
    expect(nameWidth([named('stream?'.repeat(40))])).toBe(260);
    expect(widthNeeded(120)).toBe(120 + 154 + 96 + 16);
  });

  it('leave out others before they cut a name', () => {
    expect(widths(460, 1, 260)).toBe('20 306 0 0 0 54 80');
    expect(widths(480, 1, 260)).toBe('20 274 0 52 0 54 80');
  });
});

describe('columns that the user chose', () => {
  it('come and go, but the name stays', () => {
    expect(titles(700).join()).not.toMatch(/Host|Size/);
    const chosen = withToggled(withToggled({}, 'host'), 'events');
    expect(titles(700, 1, 140, chosen)).toEqual([
      'State 20',
      'Name 260',
      'Host 130',
      'Opened 66',
      'Status 52',
      'Kind 92',
      'Last byte 80',
    ]);
    expect(withToggled(chosen, 'name')).toBe(chosen);
    for (const { id } of STREAM_COLUMNS)
      expect(isHidden(withToggled(withToggled({}, id), id), id)).toBe(isHidden({}, id));
  });

  it('stay where it is narrow, and ask for their width', () => {
    const chosen = withToggled(withToggled(withToggled({}, 'host'), 'kind'), 'kind');
    expect(titles(400, 1, 260, chosen)).toEqual([
      'State 20',
      'Name 80',
      'Host 130',
      'Opened 0',
      'Status 0',
      'Kind 44',
      'Events 54',
      'Last byte 80',
    ]);
    expect(widthNeeded(120, chosen) - widthNeeded(120)).toBe(130);
  });
});
