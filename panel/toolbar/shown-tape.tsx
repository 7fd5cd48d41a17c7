import { useHost, useStore } from '../shared/state/context.ts';
import { TAPE } from '../shared/text/terms.ts';

/** Which tape is shown, once there is more than the live one. */
export function ShownTape() {
  const { act } = useStore();
  const host = useHost();
  const sources = host.tapes.all();
  if (sources.length < 2) return null;
  return (
    <select
      class="shown-tape"
      aria-label="Shown tape"
      title={`What is shown: the live capture, or an imported tape. ${TAPE}`}
      value={host.tapes.shown().id}
      onChange={({ currentTarget: { value } }) => act((to) => to.tapes.show(value))}
    >
      {sources.map((source) => (
        <option key={source.id} value={source.id}>
          {source.kind === 'live' ? 'Live capture' : `Imported: ${source.name}`}
        </option>
      ))}
    </select>
  );
}
