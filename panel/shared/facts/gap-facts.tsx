import { seconds } from '../../../src/format/durations.ts';
import { size } from '../../../src/format/sizes.ts';
import type { ConnectionDetail } from '../../types.ts';
import { type Fact, Facts } from './facts.tsx';

const LEVELS = {
  bytes: 'exact bytes',
  messages: 'messages as the browser dispatched them, no bytes',
  lengths: 'only the lengths of what came',
} as const;

/** What is known of the connection from when on, and what is missing. */
export function GapFacts({ detail: { summary, fidelityStretches, gaps } }: { detail: ConnectionDetail }) {
  const since = (at: number) =>
    summary.openedBefore && at <= summary.openedAt
      ? 'Since recording began'
      : `From ${seconds(at - summary.openedAt)}`;
  const stretches = fidelityStretches.map(
    ({ at, level, why }): Fact => [since(at), why === null ? LEVELS[level] : `${LEVELS[level]}: ${why}`],
  );
  const chosen = gaps.flatMap(({ at, why, chosen }): Fact[] =>
    chosen ? [[`Before ${seconds(at - summary.openedAt)}`, why]] : [],
  );
  const rows = gaps
    .filter(({ chosen }) => !chosen)
    .map(
      ({ at, why, bytes }): Fact => [
        `At ${seconds(at - summary.openedAt)}`,
        bytes === null ? why : `${why} (${size(bytes)} missing)`,
      ],
    );
  return (
    <>
      <Facts title="What was captured" facts={[...chosen, ...stretches]} />
      <Facts title="Gaps" facts={rows} />
    </>
  );
}
