/** The formats of Export, in the order in which the dialog offers them; the first is chosen unless another is. */
import type { Exporter } from './exporter.ts';
import tape from './tape.ts';

export type { Exporter } from './exporter.ts';

export const EXPORTERS: readonly [Exporter, ...Exporter[]] = [tape];

/** @throws RangeError where there is none of that id. */
export function exporterOf(id: string): Exporter {
  const found = EXPORTERS.find((one) => one.id === id);
  if (!found) throw new RangeError(`no format ${id}`);
  return found;
}
