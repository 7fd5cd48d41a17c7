import { quoted } from '../../src/format/quoted.ts';
import { visible } from '../../src/format/visible.ts';
import { useHost, useStore } from '../shared/state/context.ts';

export const PROBLEM_ID = 'filter-problem';

/** What is wrong with the filter and where, below the box; with a button that writes it as it was probably meant. */
export function FilterProblem() {
  const { filter, view } = useStore();
  useHost();
  const text = filter.value;
  const problem = view.value?.filterError ?? null;
  return (
    // Always there, so that a screen reader says what comes into it.
    <div id={PROBLEM_ID} class="filter-problem" role="status" aria-label="What is wrong with the filter">
      {problem && (
        <>
          <code>
            {visible(text.slice(0, problem.start))}
            <mark>{visible(text.slice(problem.start, problem.end))}</mark>
            {visible(text.slice(problem.end))}
          </code>
          <span>{problem.text}</span>
          {problem.instead !== null && (
            <button
              type="button"
              onClick={() => {
                filter.value = problem.instead ?? '';
                document.querySelector<HTMLElement>(`[aria-describedby=${PROBLEM_ID}]`)?.focus();
              }}
            >
              Use {quoted(problem.instead)}
            </button>
          )}
        </>
      )}
    </div>
  );
}
