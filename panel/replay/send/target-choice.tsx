import { Visible } from '../../shared/parts/visible.tsx';
import { useHost } from '../../shared/state/context.ts';
import type { Target, Timed } from '../../types.ts';
import { noListenerText, noTargetsText, targetText, typesWithoutListener } from './send-text.ts';

interface Props {
  /** Why nothing can be sent at all; null where it can. */
  readonly refused: string | null;
  readonly target: Target | null;
  readonly messages: readonly Timed[];
  readonly onTarget: (target: Target) => void;
  readonly onLook: () => void;
}

/** Which of the page's objects is sent to. */
export function TargetChoice({ refused, target, messages, onTarget, onLook }: Props) {
  const status = useHost().sending.status();
  const unheard = target ? typesWithoutListener(target, messages) : [];
  const isBusy = status?.run?.end === null || status?.isLooking === true;
  const none = refused ?? (status && noTargetsText(status));
  return (
    <fieldset class="send-part">
      <legend>To</legend>
      {none !== null && <p role={status?.isLooking ? undefined : 'alert'}>{none}</p>}
      {none === null &&
        status?.targets?.map((one) => (
          <label key={one.id} class="check send-target">
            <input
              type="radio"
              name="send-target"
              checked={one.id === target?.id}
              onChange={() => onTarget(one)}
            />
            <span>
              <b>{one.to === 'websocket' ? 'WebSocket' : 'EventSource'}</b>{' '}
              <span class="code">
                <Visible text={one.url} />
              </span>
              <span class="quiet-text"> {targetText(one)}</span>
            </span>
          </label>
        ))}
      {unheard.length > 0 && <p class="send-warning">{noListenerText(unheard)} It is sent all the same.</p>}
      <button
        type="button"
        // Not disabled: it can have the focus when the dialog opens, and would lose it as soon as it looks.
        aria-disabled={isBusy}
        onClick={() => {
          if (!isBusy) onLook();
        }}
      >
        Look again
      </button>
    </fieldset>
  );
}
