import { useMemo } from 'preact/hooks';
import { plural } from '../../../src/format/numbers.ts';
import { useStore } from '../../shared/state/context.ts';
import type { Chosen } from '../../types.ts';
import { chosenText, type What } from './send-text.ts';

interface Props {
  readonly hasRow: boolean;
  readonly what: What;
  readonly chosen: Chosen;
  readonly onWhat: (what: What) => void;
}

/** What is to be sent: an event, the rows that are shown, all of the channel, or what the user writes. */
export function WhatChoice({ hasRow, what, chosen, onWhat }: Props) {
  const { view } = useStore();
  // As many as were looked at: the grid behind may continue.
  const shown = useMemo(() => view.value?.count ?? 0, [chosen]);
  const choices: readonly (readonly [What, string])[] = [
    ...(hasRow ? ([['row', 'The selected event']] as const) : []),
    ['shown', `The rows shown now, by filter and timeline (${plural(shown, 'row')})`],
    ['all', 'The whole stream'],
    ['new', 'A new event, written here'],
  ];
  return (
    <fieldset class="send-part">
      <legend>What</legend>
      {choices.map(([id, text]) => (
        <label key={id} class="check">
          <input type="radio" name="send-what" checked={what === id} onChange={() => onWhat(id)} />
          {text}
        </label>
      ))}
      {what !== 'row' && what !== 'new' && <p class="quiet-text">{chosenText(chosen)}</p>}
    </fieldset>
  );
}
