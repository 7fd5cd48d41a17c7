import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Dialog } from '../../shared/parts/dialog.tsx';
import { useHost, useStore } from '../../shared/state/context.ts';
import type { Picked } from '../../shared/state/store.ts';
import type { EventRow, Pace, PanelHost, Stream } from '../../types.ts';
import type { ReplayDialogProps } from '../item.ts';
import { MessageEditor } from './message-editor.tsx';
import { MessageList } from './message-list.tsx';
import { OtherWay } from './other-way.tsx';
import { likelyTarget, PACES, paceText, runText, type What } from './send-text.ts';
import { TargetChoice } from './target-choice.tsx';
import { useChosen } from './use-chosen.ts';
import { WhatChoice } from './what-choice.tsx';

/** The row that is selected in the grid, where it is a message. */
function selectedRow(
  picked: Picked | null,
  stream: string,
  injecting: PanelHost['sending'],
): EventRow | null {
  if (picked?.stream !== stream) return null;
  return injecting.choose(stream, [picked.row.key]).messages.length > 0 ? picked.row : null;
}

/** Where nothing has come that could be sent, the user writes it. */
function firstChoice(asked: EventRow | undefined, stream: string, sending: PanelHost['sending']): What {
  if (asked) return 'row';
  return sending.choose(stream, null).messages.length > 0 ? 'shown' : 'new';
}

/** Sends messages to the page's own listeners, as they came or changed. */
export function SendDialog({ stream: id, row: asked, onClose, onInstead }: ReplayDialogProps) {
  const { act, picked } = useStore();
  const host = useHost();
  const { sending } = host;
  const [row] = useState(() => asked ?? selectedRow(picked.peek(), id, sending));
  const stream =
    host.channels.list().find((one): one is Stream => one.kind === 'stream' && one.id === id) ?? null;
  const what = useSignal<What>(useMemo(() => firstChoice(asked, id, sending), []));
  const active = useSignal(0);
  const chosenTarget = useSignal<string | null>(null);
  const pace = useSignal<Pace>('at-once');
  const refused = useSignal<string | null>(null);
  const problem = useSignal<string | null>(null);
  const edited = useChosen(id, row, what.value);
  const leave = () => act((to) => to.sending.leave());
  const close = () => {
    leave();
    onClose();
  };

  const look = () => {
    problem.value = null;
    refused.value = act((to) => to.sending.look());
  };
  useEffect(look, []);

  const status = sending.status();
  const targets = status?.targets ?? [];
  const target =
    targets.find((one) => one.id === chosenTarget.value) ?? likelyTarget(targets, stream?.url ?? null);
  const run = status?.run ?? null;
  const isSending = run !== null && run.end === null;
  const { messages } = edited;
  const canSend = !isSending && target !== null && messages.length > 0;
  const isSeries = messages.length > 1;

  return (
    <Dialog
      title="Send into the page"
      class="send-dialog"
      onClose={close}
      buttons={
        <>
          <button
            type="button"
            class="primary"
            // Not disabled: it would lose the focus as soon as it is pressed.
            aria-disabled={!canSend}
            onClick={() => {
              if (!canSend || !target) return;
              problem.value = act((to) =>
                to.sending.send(target.id, messages, isSeries ? pace.value : 'at-once'),
              );
            }}
          >
            {isSeries ? `Send ${messages.length}` : 'Send'}
          </button>
          {isSending && (
            <button type="button" onClick={() => act((to) => to.sending.cancel())}>
              Stop sending
            </button>
          )}
          <button type="button" onClick={close}>
            {isSending ? 'Close and continue' : 'Close'}
          </button>
        </>
      }
    >
      <OtherWay
        stream={stream}
        onAnswer={() => {
          leave();
          onInstead('answer');
        }}
      />
      <TargetChoice
        refused={refused.value}
        target={target}
        messages={messages}
        onTarget={(to) => {
          chosenTarget.value = to.id;
        }}
        onLook={look}
      />
      <WhatChoice
        hasRow={row !== null}
        what={what.value}
        chosen={edited.chosen}
        onWhat={(to) => {
          what.value = to;
          active.value = 0;
        }}
      />
      {isSeries && (
        <MessageList
          edited={edited}
          active={active.value}
          onActive={(index) => {
            active.value = index;
          }}
        />
      )}
      <MessageEditor edited={edited} index={active.value} target={target} />
      {isSeries && (
        <label class="send-pace">
          When
          <select
            value={String(pace.value)}
            onChange={({ currentTarget: { value } }) => {
              pace.value = PACES.find((one) => String(one) === value) ?? 'at-once';
            }}
          >
            {PACES.map((one) => (
              <option key={one} value={String(one)}>
                {paceText(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      <p class="quiet-text">
        The listeners get a MessageEvent with this type, data, lastEventId and the stream’s origin. A page
        that asks can tell: isTrusted is false for what no server sent, and nothing can change that. What you
        send is kept on the live tape, marked as yours.
      </p>
      <p
        role="status"
        class={`send-outcome${problem.value !== null || run?.end?.how === 'failed' ? ' is-error' : ''}`}
      >
        {problem.value ?? (run && runText(run))}
      </p>
    </Dialog>
  );
}
