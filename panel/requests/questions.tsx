import { clock, dateAndTime } from '../../src/format/clocks.ts';
import { count } from '../../src/format/numbers.ts';
import { Visible } from '../shared/parts/visible.tsx';
import { useHost } from '../shared/state/context.ts';
import type { RequestGroupDetail } from '../types.ts';
import { questionText, statusOf } from './words.ts';

/** What the requests of a group ask for, and how often each was asked. */
export function Questions({ detail: { group, questions } }: { detail: RequestGroupDetail }) {
  const host = useHost();
  const left = group.questions - questions.length;
  return (
    <section class="facts">
      <h3>Questions</h3>
      {left > 0 && <p class="facts-note">The {count(questions.length)} that were asked last.</p>}
      <table class="questions" aria-label="Questions">
        <thead>
          <tr>
            <th scope="col">Question</th>
            <th scope="col" class="number">
              Requests
            </th>
            <th scope="col">Status</th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          {questions.map(({ text, requests, status, lastAt }) => (
            <tr key={text}>
              <td class={text === '' ? 'quiet-text' : 'code'}>
                <Visible text={questionText(text)} />
              </td>
              <td class="number">{count(requests)}</td>
              <td>{statusOf(status)}</td>
              <td title={dateAndTime(host.wall(lastAt))}>{clock(host.wall(lastAt)).slice(0, 8)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
