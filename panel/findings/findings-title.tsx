import { count } from '../../src/format/numbers.ts';
import { useFindings } from '../shared/hooks/use-findings.ts';
import { useTick } from '../shared/hooks/use-tick.ts';
import { useStore } from '../shared/state/context.ts';

/** The tab's name with how many there are, as the badge in Streams counts: "Findings (2)". A silence is found by the clock alone, hence the tick. */
export function FindingsTitle() {
  const { stream } = useStore();
  const { shown } = useFindings(stream.value);
  useTick(stream.value !== null);
  return <>{shown.length === 0 ? 'Findings' : `Findings (${count(shown.length)})`}</>;
}
