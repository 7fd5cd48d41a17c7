import type {
  EndRecord,
  FidelityRecord,
  GapRecord,
  PlainRecord,
  RedirectRecord,
  RequestRecord,
  ResponseRecord,
  SentRecord,
} from '../tape/index.ts';

/** The latest of what the tape says of a connection, besides its bytes. */
export interface StreamFacts {
  request: RequestRecord | null;
  sent: SentRecord | null;
  /** Each time it left: once, and again after each redirect. */
  leavings: SentRecord[];
  /** Tape time it first left: after a redirect it leaves again. */
  leftAt: number | null;
  redirects: RedirectRecord[];
  response: ResponseRecord | null;
  end: EndRecord | null;
  fidelity: FidelityRecord[];
  gaps: GapRecord[];
  /** Tape time it went into the back/forward cache, while it is there. */
  suspendedAt: number | null;
}

export function noFacts(): StreamFacts {
  return {
    request: null,
    sent: null,
    leavings: [],
    leftAt: null,
    redirects: [],
    response: null,
    end: null,
    fidelity: [],
    gaps: [],
    suspendedAt: null,
  };
}

/** Takes one more fact in. A later request, answer or end of the same kind replaces the earlier one. */
export function learn(facts: StreamFacts, record: PlainRecord): void {
  switch (record.kind) {
    case 'request':
      facts.request = record;
      break;
    case 'sent':
      facts.sent = record;
      facts.leavings.push(record);
      facts.leftAt ??= record.at;
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
    case 'suspend':
      facts.suspendedAt = record.at;
      break;
    case 'resume':
      facts.suspendedAt = null;
      // An end that was only inferred is taken back by the stream's going on.
      if (facts.end?.inferred) facts.end = null;
      break;
    default:
  }
}
