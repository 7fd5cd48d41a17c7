/** A name that is cut here no longer distinguishes streams. */
const NAME = 140;
const NONE = { opened: 0, status: 0, kind: 0 };

/**
 * Widths of the Streams list: state, name, opened, status, kind, events, last byte. The name takes what is left, and
 * where that is little the others give way: the kind to a few letters, then the time of opening, the kind, and the status.
 */
export function streamColumns(width: number, scale = 1): string {
  const ways = [
    { opened: 66, status: 52, kind: 92 },
    { opened: 66, status: 52, kind: 44 },
    { opened: 0, status: 52, kind: 44 },
    { opened: 0, status: 52, kind: 0 },
  ];
  const fixed = { state: 20, events: 54, last: 80 };
  const rest = width / scale - sum(Object.values(fixed));
  const way = ways.find(({ opened, status, kind }) => rest - opened - status - kind >= NAME) ?? NONE;
  const name = Math.max(80, rest - way.opened - way.status - way.kind);
  return [fixed.state, name, way.opened, way.status, way.kind, fixed.events, fixed.last]
    .map((column) => `${Math.floor(column * scale)}px`)
    .join(' ');
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
