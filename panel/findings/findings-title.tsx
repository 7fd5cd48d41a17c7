import { count } from '../logic/format.ts';
import { useStore } from '../state/context.ts';
import { useTick } from '../state/use-tick.ts';
import { useFindings } from './use-findings.ts';

/** The tab's name with how many there are: "Findings (2)". A silence is found by the clock alone, hence the tick. */
export function FindingsTitle() {
  const { stream } = useStore();
  const { heard } = useFindings(stream.value);
  useTick(stream.value !== null);
  return <>{heard.length === 0 ? 'Findings' : `Findings (${count(heard.length)})`}</>;
}
