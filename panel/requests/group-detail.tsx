import { CycleList } from '../polling/cycle-list.tsx';
import { askedBy } from '../shared/facts/connection-facts.tsx';
import { Icon } from '../shared/parts/icon.tsx';
import { Scrollable } from '../shared/parts/scrollable.tsx';
import { Visible } from '../shared/parts/visible.tsx';
import { useHost } from '../shared/state/context.ts';
import type { CyclesView, RequestGroup, RequestGroupDetail } from '../types.ts';
import { Questions } from './questions.tsx';
import { useChoice } from './use-choice.ts';
import { countsOf, labelText } from './words.ts';

/** A group of requests looked into, in place of a stream's tabs: what it is and why, its questions, its latest requests. */
export function GroupDetail({ id }: { id: string }) {
  const detail = useHost().polls.requestGroup(id);
  return (
    <section class="main cycles group-detail" aria-label="Selected requests">
      {detail ? (
        <Looked detail={detail} />
      ) : (
        <p class="hint">At this moment of the tape these requests had not repeated yet.</p>
      )}
    </section>
  );
}

function Looked({ detail }: { detail: RequestGroupDetail }) {
  const { group, latest } = detail;
  const cycles: CyclesView = {
    count: latest.length,
    rows: (start, end) => latest.slice(start, end),
    indexOf: (connection) => latest.findIndex((cycle) => cycle.connection === connection),
    rowOf: () => null,
  };
  return (
    <>
      <Scrollable class="connection group-facts" label="What these requests are">
        <What group={group} />
        <Questions detail={detail} />
      </Scrollable>
      <CycleList
        cycles={cycles}
        label="Latest requests"
        hint="Each row is one request: how long the server held it, and the gap until the page asked again. Select one to see all of it."
        from={group.firstAt}
        hasRows={false}
        first={null}
      />
    </>
  );
}

function What({ group }: { group: RequestGroup }) {
  const { name, endpoint, why, failing } = group;
  const choices = useChoice(group);
  return (
    <>
      <h2 class="group-name">
        <Visible text={name} />
      </h2>
      <p class="quiet-text">
        <code>
          <Visible text={endpoint} />
        </code>{' '}
        · {countsOf(group)} · asked by {askedBy(group)}
      </p>
      {failing !== null && (
        <p class="group-failing">
          <Icon name="error" /> <Visible text={failing} />
        </p>
      )}
      <p class="group-why">
        <b>{capital(labelText(group))}.</b> <Visible text={why} />
      </p>
      <div class="actions">
        {choices.map(({ text, title, run }) => (
          <button key={text} type="button" title={title} onClick={run}>
            {text}
          </button>
        ))}
      </div>
    </>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
