import { Facts } from '../shared/facts/facts.tsx';
import type { Delay } from '../types.ts';
import { CLOCKS, delaySentence } from './delay-words.ts';
import type { FigureRow } from './figure-rows.ts';

/** How late the messages of one channel come. */
export function DelayFacts({ delay, rows }: { delay: Delay; rows: readonly FigureRow[] }) {
  const sentence = delaySentence(delay);
  if (delay.kind === 'none') return <Facts title="Delay" note={sentence} facts={[]} />;
  return (
    <Facts
      title="Delay"
      note={`${CLOCKS} ${sentence}`}
      facts={rows.flatMap(({ name, title, cells: [cell] }) =>
        name.startsWith('Delay, ') && cell
          ? [[capital(name.slice('Delay, '.length)), cell.text, title] as const]
          : [],
      )}
    />
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
