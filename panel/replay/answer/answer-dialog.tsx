import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { count } from '../../../src/format/numbers.ts';
import { Dialog } from '../../shared/parts/dialog.tsx';
import { useStore } from '../../shared/state/context.ts';
import type { Servable } from '../../types.ts';
import type { ReplayDialogProps } from '../item.ts';
import { initialForm, ruleOf } from './answer-form.ts';
import { FaultFields } from './fault-fields.tsx';
import { RuleFields } from './rule-fields.tsx';
import { usualAddress } from './server-address.ts';
import { ServerPart } from './server-part.tsx';
import { useServer } from './use-server.ts';

/** The user chooses which requests of the page a recording answers, and how. */
export function AnswerDialog({ stream, onClose }: ReplayDialogProps) {
  const { host } = useStore();
  // As it was when the dialog was opened: the live stream continues behind it.
  const servable = useMemo(() => host.answering.servable(stream), [stream]);
  useEffect(() => {
    if (!servable) onClose();
  }, [servable]);
  return servable && <Form servable={servable} onClose={onClose} />;
}

function Form({ servable, onClose }: { servable: Servable; onClose: () => void }) {
  const { host, act } = useStore();
  const choices = useMemo(() => host.answering.faults(), []);
  const form = useSignal(initialForm(servable));
  const address = useSignal(usualAddress());
  const file = useSignal<string | null>(null);
  const refusal = useSignal<string | null>(null);
  const found = useServer(servable.id, address.value, form.value.how === 'server');

  const isServer = form.value.how === 'server';
  const filled = ruleOf(form.value, choices);
  const channel = found.value?.kind === 'found' ? found.value.channel : null;
  const problem = filled.ok ? refusal.value : filled.problem;
  const change = (by: Partial<typeof form.value>) => {
    form.value = { ...form.value, ...by };
    refusal.value = null;
  };

  async function start() {
    if (!filled.ok || (isServer && channel === null)) return;
    const answerer =
      channel !== null && isServer ? { kind: 'server' as const, channel } : { kind: 'browser' as const };
    refusal.value = await act((to) => to.answering.start(servable.id, filled.rule, answerer));
    if (refusal.value === null) onClose();
  }

  return (
    <Dialog
      title="Answer the page’s requests with this recording"
      class="replay-dialog"
      onClose={onClose}
      buttons={
        <>
          <button
            type="button"
            class="primary"
            disabled={!filled.ok || (isServer && channel === null)}
            onClick={() => void start()}
          >
            Start answering
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </>
      }
    >
      <p class="quiet">{summaryOf(servable)}</p>
      <RuleFields
        form={form.value}
        noPauses={
          isServer || servable.transport === 'poll'
            ? null
            : 'The browser gives the whole body at once: there are no pauses.'
        }
        onChange={change}
      />
      <fieldset>
        <legend>Answered by</legend>
        <label class="check">
          <input
            type="radio"
            name="replay-how"
            checked={!isServer}
            onChange={() => change({ how: 'browser' })}
          />
          the browser, whole and at once (nothing to install or start)
        </label>
        <label class="check">
          <input
            type="radio"
            name="replay-how"
            checked={isServer}
            onChange={() => change({ how: 'server' })}
          />
          the replay server on this machine: the same chunks, pauses and end (needs a shell)
        </label>
        {isServer ? (
          <ServerPart
            address={address.value}
            onAddress={(text) => {
              address.value = text;
            }}
            file={file.value}
            onSaved={(name) => {
              file.value = name;
            }}
            found={found.value}
          />
        ) : (
          <p class="quiet">{wholeText(servable)}</p>
        )}
      </fieldset>
      <FaultFields form={form.value} choices={choices} onChange={change} />
      {servable.wasMultiplexed && isServer && (
        <p class="quiet">
          The original came over HTTP/2. The replay server speaks HTTP/1.1, of which the browser opens six
          connections at a time to a host: a seventh stream waits.
        </p>
      )}
      {servable.notes.map((note) => (
        <p key={note} class="quiet">
          {note}
        </p>
      ))}
      <p class="replay-problem" role="alert">
        {problem}
      </p>
    </Dialog>
  );
}

function summaryOf({ name, transport, connections }: Servable): string {
  if (connections === 1) return `${name}: every request gets the one that was recorded.`;
  const what = transport === 'poll' ? 'request' : 'connection';
  return `${name}: the page’s first request gets the first recorded ${what}, the second the second, and after ${count(connections)} the first again.`;
}

function wholeText({ transport }: Servable): string {
  return transport === 'poll'
    ? 'Each poll is answered after its recorded hold, exactly.'
    : 'A stream is given whole, at once: its timing, its chunks and the way it ended are lost.';
}
