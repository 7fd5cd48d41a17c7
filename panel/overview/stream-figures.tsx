import { plural } from '../../src/format/numbers.ts';
import { size } from '../../src/format/sizes.ts';
import { type Fact, Facts } from '../shared/facts/facts.tsx';
import { NOT_KNOWN } from '../shared/text/unseen.ts';
import type { Figures, Stream } from '../types.ts';
import { DelayFacts } from './delay-facts.tsx';
import { figureRows } from './figure-rows.ts';

const BESIDE = 'what it asks and sends beside its event stream is in this row';

/** An event stream or a socket summed up, over all of its connections. */
export function StreamFigures({ stream, figures }: { stream: Stream; figures: Figures }) {
  const { bytes, client, openedBefore } = stream;
  const since = openedBefore ? ` since recording began; before that ${NOT_KNOWN}` : '';
  const rows = figureRows([figures]);
  const plain = rows.filter(({ name }) => !name.startsWith('Delay') && name !== 'Empty answers');
  return (
    <>
      <Facts
        title="In figures"
        facts={[
          ['Client', client === undefined ? null : `${client}: ${BESIDE}`],
          ...plain.map(({ name, title, cells: [cell] }): Fact => [name, cell?.text, title]),
          [
            'Payload',
            `${plural(bytes, 'byte')}${bytes < 1000 ? '' : ` (${size(bytes)})`}, decoded${since}`,
            'What the page got: without headers, uncompressed',
          ],
        ]}
      />
      <DelayFacts delay={figures.delay} rows={rows} />
    </>
  );
}
