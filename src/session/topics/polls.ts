import type { Channels, EndpointChoices } from '../../channels/index.ts';
import type { PollsHost } from '../host/polls.ts';
import type { Tapes } from '../shown.ts';
import { oneSlice } from '../slices.ts';

interface Parts extends Tapes {
  readonly shown: () => Channels;
  /** What the choice of rows is a fact of. */
  readonly decided: () => Channels;
  readonly now: () => number;
  readonly changed: () => void;
  readonly endpointChoices: EndpointChoices;
}

/** The poll loops that are shown, as a panel reads them. What is said of an endpoint goes to every tape. */
export function pollsTopic(parts: Parts): PollsHost {
  const { shown, decided, now, changed, live, imported, playing, endpointChoices } = parts;
  return {
    cycles(stream) {
      const loop = shown().loop(stream);
      if (!loop) return null;
      return {
        count: loop.cycleCount,
        rows: (start, end) => loop.cycleRows(start, end),
        indexOf: (connection) => loop.cycleIndexOf(connection),
        rowOf: (connection) => loop.rowOf(connection),
      };
    },
    overview: (stream) => shown().loop(stream)?.overview() ?? null,
    showRows(stream, rows) {
      decided().showPollRows(stream, rows, now(), oneSlice());
      changed();
    },
    repeating: () => shown().polls.repeating(),
    requestGroup: (id) => shown().polls.requestGroup(id),
    streamEndpoint: (stream) => shown().pieces(stream)?.byHand ?? null,
    setEndpointChoice(endpoint, intent) {
      playing.close();
      endpointChoices.set(endpoint, intent);
      live.channels.setEndpointChoice(endpoint, intent, live.tape.timeAt(Date.now()), oneSlice());
      for (const { channels } of imported.all)
        channels.setEndpointChoice(endpoint, intent, channels.tape.lastAt, oneSlice());
      changed();
    },
  };
}
