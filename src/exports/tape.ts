import { writeTape } from '../tape/index.ts';
import type { Exporter } from './exporter.ts';

/** Streamscope's own format, with every byte and every fact (docs/tape.md): the only one that Import reads. */
export default {
  id: 'tape',
  label: 'Tape, with every byte',
  extension: '.tape.ndjson',
  mime: 'application/x-ndjson',
  write: (excerpt, change) => writeTape(excerpt, { change }),
} satisfies Exporter;
