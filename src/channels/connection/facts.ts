import {
  type AnsweredBy,
  answeredBy,
  type BusyRecord,
  type EndRecord,
  type FidelityRecord,
  type GapRecord,
  type PlainRecord,
  type RedirectRecord,
  type RequestRecord,
  type ResponseRecord,
  type SentRecord,
} from '../../tape/index.ts';

/** A time in which the thread that reads a connection did not answer (tape time, milliseconds). */
export interface BusyStretch {
  /** The last sign of life before it. */
  readonly alive: number;
  /** When it was asked. */
  readonly from: number;
  /** When it answered; null while it does not. */
  readonly to: number | null;
}

/** The latest of what the tape says of a connection, besides its bytes. */
export interface ConnectionFacts {
  request: RequestRecord | null;
  sent: SentRecord | null;
  /** Each time it left: once, and again after each redirect. */
  sentRecords: SentRecord[];
  /** Tape time it first left: after a redirect it leaves again. */
  firstSentAt: number | null;
  redirects: RedirectRecord[];
  response: ResponseRecord | null;
  end: EndRecord | null;
  fidelity: FidelityRecord[];
  gaps: GapRecord[];
  /** In order of time. */
  busy: BusyStretch[];
  /** Types for which no script ran when they came: tape time at which that was known. */
  unheard: Map<string, number>;
  /** Tape time it went into the back/forward cache, while it is there. */
  suspendedAt: number | null;
  /** What gave a recording to the page in place of the server's response; null where the server responded, or is to. */
  answeredBy: AnsweredBy | null;
}

export function noFacts(): ConnectionFacts {
  return {
    request: null,
    sent: null,
    sentRecords: [],
    firstSentAt: null,
    redirects: [],
    response: null,
    end: null,
    fidelity: [],
    gaps: [],
    busy: [],
    unheard: new Map(),
    suspendedAt: null,
    answeredBy: null,
  };
}

/** Whether more of it may come. Where Record was off it may go on when that is on again. */
export function mayContinue({ end }: Pick<ConnectionFacts, 'end'>): boolean {
  return end === null || end.inferred === 'capture-stopped';
}

/** Takes one more fact in. A later request, answer or end of the same kind replaces the earlier one. */
export function applyFact(facts: ConnectionFacts, record: PlainRecord): void {
  facts.answeredBy ??= answeredBy(record);
  switch (record.kind) {
    case 'request':
      facts.request = record;
      break;
    case 'sent':
      facts.sent = record;
      facts.sentRecords.push(record);
      facts.firstSentAt ??= record.at;
      break;
    case 'redirect':
      facts.redirects.push(record);
      break;
    case 'response':
      facts.response = record;
      break;
    case 'end':
      facts.end = record;
      facts.suspendedAt = null;
      break;
    case 'fidelity':
      facts.fidelity.push(record);
      break;
    case 'gap':
      facts.gaps.push(record);
      break;
    case 'busy':
      applyBusy(facts.busy, record);
      break;
    case 'unheard':
      facts.unheard.delete(record.type);
      if (!record.over) facts.unheard.set(record.type, record.at);
      break;
    case 'suspend':
      facts.suspendedAt = record.at;
      break;
    case 'resume':
      facts.suspendedAt = null;
      // An end that was only inferred is taken back when the connection continues.
      if (facts.end?.inferred) facts.end = null;
      break;
    default:
  }
}

/** A stretch is reported again when it is over; it is still the same one. */
function applyBusy(busy: BusyStretch[], { alive, from, to }: BusyRecord): void {
  const last = busy.at(-1);
  if (last?.from === from) busy.pop();
  // Its end was not reported; the new one shows it.
  else if (last && last.to === null) busy[busy.length - 1] = { ...last, to: Math.max(last.from, alive) };
  busy.push({ alive, from, to: to ?? null });
}
