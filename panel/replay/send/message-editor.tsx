import type { Target } from '../../types.ts';
import type { Edited } from './use-chosen.ts';

interface Props {
  readonly edited: Edited;
  readonly index: number;
  readonly target: Target | null;
}

/** Types that the object listens for, to choose from; “error” and “open” are the connection's own. */
function typesOf(target: Target | null): readonly string[] {
  return target?.types?.filter((type) => type !== 'open' && type !== 'error') ?? [];
}

/** Type, ID and data of one message, to be changed in place. */
export function MessageEditor({ edited, index, target }: Props) {
  const message = edited.messages[index];
  if (!message) return null;
  // A WebSocket dispatches no other type, and its messages have no ID.
  const isSocket = target?.to === 'websocket';
  const title = isSocket ? 'The messages of a WebSocket are all of type “message” and have no ID' : undefined;
  return (
    <div class="send-editor">
      <label>
        Type
        <input
          value={isSocket ? 'message' : message.type}
          disabled={isSocket}
          title={title}
          spellcheck={false}
          list="send-types"
          onInput={(event) => edited.edit(index, { type: event.currentTarget.value })}
        />
      </label>
      <datalist id="send-types">
        {typesOf(target).map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <label>
        ID
        <input
          value={isSocket ? '' : message.id}
          disabled={isSocket}
          title={title}
          spellcheck={false}
          onInput={(event) => edited.edit(index, { id: event.currentTarget.value })}
        />
      </label>
      <label class="send-data">
        {message.binary ? 'Data (base64)' : 'Data'}
        <textarea
          rows={4}
          class="code"
          value={message.data}
          spellcheck={false}
          onInput={(event) => edited.edit(index, { data: event.currentTarget.value })}
        />
      </label>
      <button type="button" disabled={!edited.isEdited(index)} onClick={() => edited.revert(index)}>
        Reset to original
      </button>
    </div>
  );
}
