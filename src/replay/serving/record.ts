/** One connection of a tape as a recording. */
import { plural } from '../../format/numbers.ts';
import type {
  ConnectionTape,
  EndRecord,
  RequestRecord,
  ResponseRecord,
  SentRecord,
} from '../../tape/index.ts';
import { closingOf } from './closing.ts';
import type { ChunkGap } from './gaps.ts';
import { cleanHead } from './headers.ts';
import { BEFORE_CUT, type Close, type Recording, type Write } from './recording.ts';

/** A request that is sent later than this after it was made was held back by the browser, not the server. Milliseconds. */
const QUEUED = 250;
/** Statuses whose answers have no body (RFC 9110, 6.4.1). */
const BODILESS = new Set([204, 205, 304]);

interface Facts {
  request: RequestRecord | null;
  sent: SentRecord | null;
  response: ResponseRecord | null;
  end: EndRecord | null;
  redirects: number;
}

function factsOf(tape: ConnectionTape): Facts {
  const facts: Facts = { request: null, sent: null, response: null, end: null, redirects: 0 };
  for (const fact of tape.facts) {
    if (fact.kind === 'request') facts.request = fact;
    else if (fact.kind === 'sent') facts.sent = fact;
    else if (fact.kind === 'response') facts.response = fact;
    else if (fact.kind === 'end') facts.end = fact;
    else if (fact.kind === 'redirect') facts.redirects++;
    // Back from the back/forward cache: an end that was only inferred is taken back.
    else if (fact.kind === 'resume' && facts.end?.inferred) facts.end = null;
  }
  return facts;
}

/**
 * What is served in a connection's place. Up to the first gap it has the recorded chunks and pauses; there it is cut,
 * and a note says why. What is missing before the first byte is passed over.
 */
export function recordingOf(tape: ConnectionTape, gaps: readonly ChunkGap[]): Recording {
  const facts = factsOf(tape);
  const { request, sent, response, end } = facts;
  const asked = request?.at ?? tape.facts[0]?.at ?? 0;
  const left = sent && sent.at - asked > QUEUED ? sent.at : asked;
  const since = (at: number): number => Math.max(0, at - left);
  const notes: string[] = [];
  if (facts.redirects > 0) notes.push('It was redirected; the final answer is served at the first address.');

  const closing = closingOf(facts, tape.chunks.total, since(end?.at ?? 0));
  if (closing.note) notes.push(closing.note);
  if (!response) {
    // No answer was seen, so no byte can be.
    const close: Close = closing.close.how === 'end' ? { ...closing.close, how: 'cut' } : closing.close;
    return { head: null, writes: [], close, notes };
  }
  const clean = cleanHead(response, since(response.at));
  notes.push(...clean.notes);
  if (BODILESS.has(clean.head.status)) return { head: clean.head, writes: [], close: closing.close, notes };

  const { writes, gap } = writesOf(tape, gaps, clean.head.at, since, notes);
  const last = writes.at(-1)?.at ?? clean.head.at;
  if (gap !== null) {
    const served = writes.reduce((sum, { bytes }) => sum + bytes.length, 0);
    notes.push(`The recording has a gap after ${plural(served, 'byte')} and is cut there: ${gap}`);
    return { head: clean.head, writes, close: { how: 'cut', at: last + BEFORE_CUT }, notes };
  }
  const { close } = closing;
  return {
    head: clean.head,
    writes,
    close: close.how === 'hold' ? close : { ...close, at: Math.max(last, close.at) },
    notes,
  };
}

/** The chunks up to the first gap; `gap` says why there is one, or is null. */
function writesOf(
  tape: ConnectionTape,
  gaps: readonly ChunkGap[],
  answeredAt: number,
  since: (at: number) => number,
  notes: string[],
): { writes: Write[]; gap: string | null } {
  const writes: Write[] = [];
  const leading = gaps.findLast(({ chunk }) => chunk === 0);
  if (leading && tape.chunks.count > 0) notes.push(`Its beginning is missing: ${leading.why}`);
  const next = gaps.find(({ chunk }) => chunk > 0) ?? (tape.chunks.count === 0 ? leading : undefined);
  const until = Math.min(tape.chunks.count, next?.chunk ?? Number.POSITIVE_INFINITY);
  // What came before a missing beginning is not known: it starts with what there is.
  let shift = leading && tape.chunks.count > 0 ? since(tape.chunks.at(0)) - answeredAt : 0;
  if (shift < 0) shift = 0;
  let at = answeredAt;
  for (let chunk = 0; chunk < until; chunk++) {
    const { bytes, length, at: recordedAt } = tape.chunkRecord(chunk);
    if (length > 0 && bytes?.length !== length) {
      if (bytes) writes.push({ at: Math.max(at, since(recordedAt) - shift), bytes });
      return { writes, gap: 'Only the length of what follows is known.' };
    }
    if (!bytes || bytes.length === 0) continue;
    at = Math.max(at, since(recordedAt) - shift);
    writes.push({ at, bytes });
  }
  if (next) return { writes, gap: next.why };
  if (tape.chunks.count === 0 && tape.messages.count > 0)
    return { writes, gap: 'Only its messages are known, not their bytes.' };
  return { writes, gap: null };
}
