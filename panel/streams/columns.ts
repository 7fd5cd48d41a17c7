/** A name that is cut here no longer distinguishes streams. */
const NAME = 140;

/**
 * Widths of the Streams list: state, name, opened, status, kind, events, last byte. The name takes what is left, and
 * where that is little the others give way: the kind to a few letters, then the time of opening, then the kind.
 */
export function streamColumns(width: number, scale = 1): string {
  const ways = [
    { opened: 66, kind: 92 },
    { opened: 66, kind: 44 },
    { opened: 0, kind: 44 },
    { opened: 0, kind: 0 },
  ];
  const fixed = { state: 20, status: 52, events: 54, last: 80 };
  const rest = width / scale - sum(Object.values(fixed));
  const way = ways.find(({ opened, kind }) => rest - opened - kind >= NAME) ?? { opened: 0, kind: 0 };
  const name = Math.max(80, rest - way.opened - way.kind);
  return [fixed.state, name, way.opened, fixed.status, way.kind, fixed.events, fixed.last]
    .map((column) => `${Math.floor(column * scale)}px`)
    .join(' ');
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
