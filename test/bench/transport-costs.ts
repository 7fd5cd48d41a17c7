import { Channels, type Cost } from '../../src/channels/index.ts';
import { Tape, type TapeRecord } from '../../src/tape/index.ts';
import type { Capturing } from '../capture/capturing.ts';

export type Way = 'sse' | 'poll' | 'websocket';

/**
 * What each transport of the lesson cost, as the panel's Overview has it, without the poll whose response says that nothing follows.
 * @throws where one has no channel.
 */
export function costsIn({ records, exchanges }: Capturing): Readonly<Record<Way, Cost>> {
  const tape = new Tape();
  const polls = [...exchanges.values()].filter((exchange) => !isClosing(exchange));
  const all = [...records, ...polls.flat()];
  // Side by side, as they came.
  for (const record of all.sort((a, b) => a.at - b.at)) tape.append(record);
  const channels = new Channels(tape);
  while (channels.update(() => false));
  // A few quick polls, each for what comes after the one before, can be a list that is read page by page.
  for (const { endpoint } of channels.polls.repeating().groups)
    if (endpoint.endsWith('/poll')) channels.setEndpointChoice(endpoint, 'loop');
  return {
    sse: costOf(channels, 'sse'),
    poll: costOf(channels, 'poll'),
    websocket: costOf(channels, 'websocket'),
  };
}

/** The poll whose response says that nothing follows: the pages of the other transports do not ask. */
function isClosing(exchange: readonly TapeRecord[]): boolean {
  return exchange.some((record) => record.kind === 'response' && record.status === 204);
}

function costOf(channels: Channels, way: Way): Cost {
  const row = channels.rows().find((each) => each.kind === 'stream' && each.transport === way);
  const cost = row && channels.channel(row.id)?.cost();
  if (!cost) throw new Error(`No channel of ${way}`);
  return cost;
}
