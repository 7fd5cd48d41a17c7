import type { EventStream } from '../event-stream/event-stream.ts';
import { RowKind } from '../event-stream/row-table.ts';
import { summaryOf, warningsOf } from '../event-stream/summary.ts';
import type { Environment } from '../model/environment.ts';
import type { ChannelSummary } from '../model/stream.ts';
import type { ChainLink } from './link.ts';

/** Warnings of earlier connections that are listed; of more only their number. */
const MAX_WARNINGS = 5;

/**
 * A chain's row in the Streams grid: named by its first connection, in the state of its latest, with the sums of all.
 * @param id the channel's. @param links its connections, in order. @throws RangeError where there are none.
 */
export function chainSummary(
  id: string,
  links: readonly ChainLink[],
  environment: Environment,
): ChannelSummary {
  const [first] = links;
  const latest = links.at(-1);
  if (!first || !latest) throw new RangeError('a chain has a connection');
  const last = summaryOf(latest.stream, environment);
  if (links.length === 1) return { ...last, id };
  const sums = { events: 0, comments: 0, discarded: 0, bytes: 0 };
  let lastByteAt: number | null = null;
  for (const { stream } of links) {
    const { counts } = stream.rows;
    sums.events += counts[RowKind.Event] + counts[RowKind.Message];
    sums.comments += counts[RowKind.Comment];
    sums.discarded += counts[RowKind.Discarded];
    sums.bytes += stream.tape.chunks.total;
    lastByteAt = stream.lastByteAt ?? lastByteAt;
  }
  const named = summaryOf(first.stream, environment);
  return {
    ...last,
    ...sums,
    id,
    connections: links.length,
    name: named.name,
    url: named.url,
    openedAt: named.openedAt,
    lastByteAt,
    warnings: [...last.warnings, ...earlierWarnings(links)],
  };
}

/** What earlier connections leave to be warned of: not how each ended, which is what reconnects are for. */
function earlierWarnings(links: readonly ChainLink[]): string[] {
  const told: string[] = [];
  let more = 0;
  links.forEach(({ stream, join }, index) => {
    if (join && join.others > 0) {
      told.push(`Connection ${index + 1} could as well continue another stream: see Connections.`);
    }
    if (index === links.length - 1) return;
    for (const warning of warningsOnce(stream)) {
      if (told.length < MAX_WARNINGS) told.push(`Connection ${index + 1}: ${warning}`);
      else more++;
    }
  });
  if (more > 0) told.push(`${more} more warnings of earlier connections.`);
  return told;
}

/** Of a connection that changes no more they are made once. */
const cache = new WeakMap<EventStream, { readonly version: number; readonly texts: readonly string[] }>();

function warningsOnce(stream: EventStream): readonly string[] {
  const known = cache.get(stream);
  if (known?.version === stream.version) return known.texts;
  const texts = warningsOf(stream);
  cache.set(stream, { version: stream.version, texts });
  return texts;
}
