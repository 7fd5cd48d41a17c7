import { duration } from '../../../src/format/durations.ts';
import { plural } from '../../../src/format/numbers.ts';
import { Visible } from '../../shared/parts/visible.tsx';
import type { BlockDetail } from '../../types.ts';

/** Longer values are in Data; here they would push the lines out of view. */
const MAX_LENGTH = 200;

/** The outcome of the block, and how long it took, in words. */
export function MergeResult({ block }: { block: BlockDetail }) {
  const { result, chunks, duration: took, firstChunk } = block;
  const from = chunks === 1 ? `chunk ${firstChunk}` : `chunks ${firstChunk} to ${firstChunk + chunks - 1}`;
  const time =
    chunks === 1 ? `All in ${from}.` : `It took ${duration(took)} and ${plural(chunks, 'chunk')} (${from}).`;
  return (
    <p class={`merge-result outcome-${block.outcome}`}>
      {block.summary} {time}
      {result && (
        <>
          {' '}
          Result: type <code>{shorten(result.type)}</code>,{' '}
          {result.id === '' ? (
            'no ID'
          ) : (
            <>
              ID <code>{shorten(result.id)}</code>
              {result.idInherited && ' (from an earlier event)'}
            </>
          )}
          , data{' '}
          <code>
            <Visible text={shorten(result.data)} />
          </code>
          {result.dataLines > 1 && `, ${result.dataLines} data lines joined with newlines`}.
        </>
      )}
    </p>
  );
}

function shorten(data: string): string {
  return data.length > MAX_LENGTH ? `${data.slice(0, MAX_LENGTH)}…` : data;
}
