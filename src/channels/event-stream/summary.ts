import { quoted } from '../../format/quoted.ts';
import { FIDELITY } from '../connection/notes.ts';
import { connectionState } from '../connection/state.ts';
import { commonSummary, gapWarnings, unseenOf } from '../connection/summary.ts';
import type { Environment } from '../model/environment.ts';
import type { ChannelSummary, ConnectionState } from '../model/stream.ts';
import { agreementOf } from './agreement.ts';
import type { EventStream } from './event-stream.ts';
import { RowKind } from './row-table.ts';
import { compressionLeft } from './state/compression.ts';
import { verdictOf } from './state/verdict.ts';
import { waitingFor } from './state/waiting.ts';
import { unheardTypes } from './unheard.ts';

export function summaryOf(stream: EventStream, environment: Environment): ChannelSummary {
  const { facts, rows, tape } = stream;
  const waits = waitingFor(stream.id, facts, environment);
  const known = connectionState(facts, stream.lastByteAt, true);
  const held = known.kind === 'connecting' ? waits : null;
  const state: ConnectionState =
    held && !held.good ? { kind: 'waiting', since: stream.facts.request?.at ?? 0 } : known;
  const said = held ?? verdictOf(stream);
  const unheard = unheardTypes(stream, environment.listeners).map(({ type }) => type);
  return {
    ...commonSummary(stream.id, facts),
    transport: 'sse',
    state: state.kind === 'ended' ? { ...state, good: said.good } : state,
    verdict: said.text,
    fidelity: facts.fidelity.at(-1)?.level ?? 'bytes',
    events: rows.counts[RowKind.Event] + rows.counts[RowKind.Message],
    comments: rows.counts[RowKind.Comment],
    discarded: rows.counts[RowKind.Discarded],
    bytes: tape.chunks.total,
    lastByteAt: stream.lastByteAt,
    ...(unheard.length > 0 ? { unheard } : {}),
    warnings: [
      ...(said.good ? [] : [said.text]),
      ...warningsOf(stream),
      ...unheard.map((type) => `No listener for ${quoted(type)}.`),
    ],
  };
}

/** What a connection's own tape gives reason to warn of, besides how it ended. */
export function warningsOf(stream: EventStream): string[] {
  const warnings: string[] = [];
  const agreement = agreementOf(stream, 1);
  if (agreement && agreement.differences.length > 0) {
    warnings.push(
      `The browser and the reader disagree on ${agreement.dispatched - agreement.agreed} of ${agreement.dispatched} events.`,
    );
  }
  warnings.push(...gapWarnings(stream.facts));
  const compression = compressionLeft(stream.facts, stream.tape);
  if (compression !== null) {
    warnings.push(
      `The body is ${compression}, and the browser did not decompress it: the page gets it as text.`,
    );
  } else if (stream.invalidUtf8 !== null) {
    const chunk = stream.tape.chunks.holding(Math.min(stream.invalidUtf8, stream.tape.bytes.length - 1)) + 1;
    warnings.push(
      `Not valid UTF-8, first in chunk ${chunk}: an event stream is always UTF-8, and the browser shows each invalid byte as “\ufffd”.`,
    );
  }
  const level = stream.facts.fidelity.at(-1)?.level;
  // Where the user knows why, no sign warns of it.
  if (level && level !== 'bytes' && unseenOf(stream.facts) === null)
    warnings.push(`Known of it: ${FIDELITY[level]}.`);
  return warnings;
}
