import { Outcome } from '../../../sse/index.ts';
import { joinSaid } from '../../chain/join-said.ts';
import { connectionState } from '../../connection/state.ts';
import type { EventStreamConnectionRow, EventStreamJoin } from '../../model/reconnect.ts';
import type { EventStream } from '../event-stream.ts';
import { RowKind } from '../row-table.ts';
import { describeRow } from '../rows/describe.ts';
import { segmentOf } from '../rows/row-facts.ts';
import { endedText } from '../state/ended.ts';
import { CHROMIUM_RETRY, verdictOf } from '../state/verdict.ts';
import { differInBusters } from './cursor.ts';
import { addressCursor, type EventStreamLink, sentId } from './reconnect-state.ts';
import { repeatsAt } from './repeats-at.ts';

/** Connection number `index` (from 0) of a chain, as the Connections table shows it. */
export function connectionRow(links: readonly EventStreamLink[], index: number): EventStreamConnectionRow {
  const link = links[index];
  if (!link) throw new RangeError(`connection ${index} of ${links.length}`);
  const { stream } = link.member;
  const { facts, rows } = stream;
  const said = verdictOf(stream);
  return {
    kind: 'event-stream',
    id: stream.id,
    number: index + 1,
    // Whether it waits for one of a host's six connections is shown by its channel's state alone.
    state: connectionState(stream.facts, stream.lastByteAt, said.good),
    openedAt: facts.request?.at ?? 0,
    ...(facts.request?.openBefore && { openedBefore: true }),
    endedAt: facts.end?.at ?? null,
    status: facts.response?.status ?? null,
    ended: endedText(stream),
    verdict: said.text,
    events: rows.counts[RowKind.Event] + rows.counts[RowKind.Message],
    lost: lostAtEnd(stream),
    join: joinDetail(links, index),
  };
}

/** What event streams are called where chains of any kind are spoken of. */
export const NOUN = 'stream';

/** How connection number `index` (from 0) continues the one before it; null for the first. */
export function joinDetail(links: readonly EventStreamLink[], index: number): EventStreamJoin | null {
  const [before, link] = [links[index - 1], links[index]];
  const said = joinSaid(links, index, { noun: NOUN }, askedText(before, link));
  if (!link || !said) return null;
  const { stream } = link.member;
  const { retry, lastEventId, idIsKnown } = link.stateBefore;
  const byPage = link.join?.byPage ?? false;
  // The page that makes a new EventSource waits as long as it likes.
  const native = stream.facts.request?.via === 'eventsource' && !byPage;
  const cursor = before ? addressCursor(before, stream) : null;
  const sent = cursor?.value ?? sentId(stream);
  const { repeated, orMore, by, samples, skipped, restartedAtId } = repeatsAt(links, index);
  return {
    ...said,
    byPage,
    due: byPage ? null : (retry ?? (native ? CHROMIUM_RETRY : null)),
    dueBy: byPage ? null : retry !== null ? 'retry' : native ? 'default' : null,
    idSent: sent,
    idSentAs: cursor?.name ?? null,
    idCommitted: lastEventId,
    // Of a source without IDs nothing shows what a cursor should be.
    idCheck: cursor && lastEventId === '' ? 'unknown' : idCheck(sent, lastEventId, idIsKnown),
    repeated: { count: repeated, orMore, by, samples },
    skipped,
    restartedAtId,
  };
}

/** By what method, where that is another than before, and for what address. */
function askedText(before: EventStreamLink | undefined, link: EventStreamLink | undefined): string {
  if (!before || !link) return '';
  const { stream } = link.member;
  const { method } = stream.facts.request ?? {};
  const by = method === before.member.facts.request?.method ? '' : `, by ${method},`;
  return `${by} for ${whereAsked(before, link)}`;
}

function whereAsked(earlier: EventStreamLink, { member: { client, stream } }: EventStreamLink): string {
  if (stream.facts.request?.url === earlier.member.facts.request?.url) return 'the same address';
  // What it is of a known client's the reason says.
  if (client) return `another address of ${client.label}`;
  const cursor = addressCursor(earlier, stream);
  if (cursor) return `the same address but for ${cursor.name}`;
  const [from, to] = [earlier.member.facts.request?.url ?? '', stream.facts.request?.url ?? ''];
  return differInBusters(from, to)
    ? 'the same address but for a cache buster'
    : 'the address that one was redirected to';
}

function idCheck(
  sent: string | null | undefined,
  committed: string,
  isKnown: boolean,
): EventStreamJoin['idCheck'] {
  if (sent === undefined) return 'unknown';
  if ((sent ?? '') === committed) return committed === '' ? 'no-ids' : 'equal';
  if (!isKnown) return 'unknown';
  return sent === null ? 'missing' : 'other';
}

/** The block that the end of the stream cut off. */
function lostAtEnd(stream: EventStream): EventStreamConnectionRow['lost'] {
  const { rows, facts } = stream;
  if (!facts.end) return null;
  // What comes after it the server did not send.
  let row = rows.count - 1;
  while (row >= 0 && isNotFromServer(rows.kind(row))) row--;
  if (row < 0 || rows.kind(row) !== RowKind.Discarded) return null;
  if (segmentOf(stream, row).reader.blockOutcome(rows.ref(row)) !== Outcome.Lost) return null;
  const { size, data, id, idInherited } = describeRow(stream, row);
  return { bytes: size, text: id === '' || idInherited ? data : `id ${id}: ${data}` };
}

/** Whether a row is none that the server gave rise to. */
function isNotFromServer(kind: RowKind): boolean {
  return kind === RowKind.Note || kind === RowKind.Injected;
}
