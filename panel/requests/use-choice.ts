import { asStreamText } from '../shared/parts/as-stream.tsx';
import { useStore } from '../shared/state/context.ts';
import { focusWhenDrawn } from '../shared/state/lead-to-requests.ts';
import type { RequestGroup } from '../types.ts';

/** One thing that the user can say of a group. */
export interface ChoiceItem {
  readonly text: string;
  readonly title: string;
  readonly run: () => void;
}

/** What the user can say of a group, over the rule. What was said already is taken back instead. */
export function useChoice({ id, endpoint, choice, requests }: RequestGroup): readonly ChoiceItem[] {
  const { act, group } = useStore();
  const say = (intent: RequestGroup['choice']) => () => {
    act((host) => host.polls.setEndpointChoice(endpoint, intent));
    // Its row goes where it is in Streams now: the focus goes to the row that it has there.
    if (group.peek() !== id) focusWhenDrawn('.streams-grid');
  };
  const takeBack = { text: 'Take it back', title: 'Leaves it to the rule again', run: say(null) };
  return [
    choice === 'loop'
      ? takeBack
      : {
          text: 'Treat as a poll loop',
          title: 'Gives the requests of this address a row in Streams',
          run: say('loop'),
        },
    choice === 'not-a-loop'
      ? takeBack
      : {
          text: 'Not a poll loop',
          title: 'Keeps the requests of this address here, whatever the rule finds',
          run: say('not-a-loop'),
        },
    choice === 'stream'
      ? takeBack
      : {
          text: asStreamText(requests),
          title: 'Makes each response of this address a row of its own in Streams, cut into its records',
          run: say('stream'),
        },
  ];
}
