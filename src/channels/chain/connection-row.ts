import { duration } from '../../format/durations.ts';
import { count } from '../../format/numbers.ts';
import { Outcome } from '../../sse/index.ts';
import { connectionState } from '../connection/state.ts';
import { endedText } from '../event-stream/ended.ts';
import type { EventStream } from '../event-stream/event-stream.ts';
import { RowKind } from '../event-stream/row-table.ts';
import { describeRow } from '../event-stream/rows/describe.ts';
import { segmentOf } from '../event-stream/rows/row-facts.ts';
import { CHROMIUM_RETRY, verdict } from '../event-stream/verdict.ts';
import type { ConnectionRow, JoinDetail } from '../model/reconnect.ts';
import type { Chain } from './chain.ts';
import type { ChainLink, Join } from './link.ts';
import { sentId } from './reconnect-state.ts';
import { repeatsAt } from './repeats-at.ts';

/** Connection number `index` (from 0) of a chain, as the Connections table shows it. */
export function connectionRow(chain: Chain, index: number): ConnectionRow {
  const link = chain.links[index];
  if (!link) throw new RangeError(`connection ${index} of ${chain.links.length}`);
  const { stream, join } = link;
  const { facts, rows } = stream;
  const said = verdict(facts, stream.retryInForce);
  return {
    id: stream.id,
    number: index + 1,
    // Whether it waits for one of a host's six connections is shown by its channel's state alone.
    state: connectionState(stream.facts, stream.lastByteAt, said.good),
    openedAt: facts.request?.at ?? 0,
    endedAt: facts.end?.at ?? null,
    status: facts.response?.status ?? null,
    ended: endedText(facts),
    verdict: said.text,
    events: rows.counts[RowKind.Event] + rows.counts[RowKind.Message],
    lost: lostAtEnd(stream),
    join: join && detailOf(chain, index, join),
  };
}

/** How connection number `index` (from 0) continues the one before it; null for the first. */
export function joinDetail(chain: Chain, index: number): JoinDetail | null {
  const join = chain.links[index]?.join ?? null;
  return join && detailOf(chain, index, join);
}

function detailOf(chain: Chain, index: number, join: Join): JoinDetail {
  const { stream, stateBefore } = chain.links[index] as ChainLink;
  const { request } = stream.facts;
  const end = chain.links[index - 1]?.stream.facts.end ?? null;
  const native = request?.via === 'eventsource';
  const sent = sentId(stream);
  const { repeated, orMore, by, samples, skipped, restartedAtId } = repeatsAt(chain, index);
  const rivals =
    join.others === 0
      ? ''
      : ` ${join.others === 1 ? 'Another stream' : `${count(join.others)} other streams`} of this address ended at about the same time: it could be the reconnect of ${join.others === 1 ? 'that one' : 'one of those'}.`;
  return {
    why: join.certainty === 'by hand' ? join.why : `${sameness(chain, index)} ${join.why}${rivals}`,
    isSure: join.others === 0 && join.certainty !== 'uncertain',
    byHand: join.certainty === 'by hand',
    delay: end && request ? request.at - end.at : null,
    due: stateBefore.retry ?? (native ? CHROMIUM_RETRY : null),
    dueBy: stateBefore.retry !== null ? 'retry' : native ? 'default' : null,
    idSent: sent,
    idCommitted: stateBefore.lastEventId,
    idCheck: idCheck(sent, stateBefore.lastEventId, stateBefore.idIsKnown),
    repeated: { count: repeated, orMore, by, samples },
    skipped,
    restartedAtId,
  };
}

/** What the rule asks of every join, as it is here. */
function sameness(chain: Chain, index: number): string {
  const { request } = (chain.links[index] as ChainLink).stream.facts;
  const before = chain.links[index - 1]?.stream.facts;
  if (!request || !before?.end) return '';
  const who = request.context.kind === 'unknown' ? 'page' : request.context.kind.replace('-', ' ');
  const where =
    request.url === before.request?.url ? 'the same address' : 'the address that one was redirected to';
  return `The same ${who} asked for ${where} ${duration(request.at - before.end.at)} after that one ended.`;
}

function idCheck(
  sent: string | null | undefined,
  committed: string,
  isKnown: boolean,
): JoinDetail['idCheck'] {
  if (sent === undefined) return 'unknown';
  if ((sent ?? '') === committed) return committed === '' ? 'no-ids' : 'equal';
  if (!isKnown) return 'unknown';
  return sent === null ? 'missing' : 'other';
}

/** The block that the end of the stream cut off. */
function lostAtEnd(stream: EventStream): ConnectionRow['lost'] {
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
