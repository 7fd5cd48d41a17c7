import { Facts } from '../connections/facts.tsx';
import { count, plural, size, span } from '../logic/format.ts';
import { useHost } from '../state/context.ts';
import type { Stream } from '../types.ts';
import { perPayloadByte } from './words.ts';

/** The plain figures of a channel that is one connection. */
export function StreamFigures({ stream }: { stream: Stream }) {
  const host = useHost();
  const detail = host.connection(stream.id);
  const { events, bytes, openedAt, state, lastByteAt } = stream;
  const until = state.kind === 'ended' ? (lastByteAt ?? state.at) : host.now();
  const time = Math.max(0, until - openedAt);
  const headers = detail
    ? (detail.requestHeaderBytes?.bytes ?? 0) + (detail.response?.headerBytes?.bytes ?? 0)
    : 0;
  return (
    <Facts
      title="In figures"
      facts={[
        ['Events', count(events)],
        [
          'Events a second',
          time > 0 && events > 0 ? `${(events / (time / 1000)).toFixed(2)} over ${span(time)}` : null,
        ],
        ['Payload', `${plural(bytes, 'byte')}${bytes < 1000 ? '' : ` (${size(bytes)})`}, decoded`],
        ['Headers', headers > 0 ? `${plural(headers, 'byte')}, sent once for all events` : null],
        ['Header bytes per payload byte', headers > 0 ? perPayloadByte(headers, bytes) : null],
      ]}
    />
  );
}
