/** One request that is, or may turn out to be, a stream: its connection, and what of it still waits to be joined. */
import type { Protocol } from 'devtools-protocol';
import type { AnsweredBy, RequestRecord, ResponseRecord, SentRecord } from '../../../tape/index.ts';
import type { ConnectionWriter } from '../../http/connection-writer.ts';

export type ReceivedExtra = Protocol.Network.ResponseReceivedExtraInfoEvent;

export interface Entry {
  readonly connection: ConnectionWriter;
  readonly request: RequestRecord;
  /** Of the current hop. */
  method: string;
  url: string;
  sent: SentRecord | null;
  /** Answers of the network stack not yet joined; more than one after redirects. */
  extras: ReceivedExtra[];
  /** `Network.requestServedFromCache` came. */
  isFromMemory: boolean;
  /** A recording answers it. */
  answeredBy: AnsweredBy | null;
  /** Wire length of the answer's headers. */
  headerLength: number;
  /** The answer that waits for its headers as received. */
  provisional: { event: Protocol.Network.ResponseReceivedEvent; record: ResponseRecord } | null;
  /** A refusal that waits for the status from the network stack. */
  failed: Protocol.Network.LoadingFailedEvent | null;
}

export function newEntry(connection: ConnectionWriter, request: RequestRecord): Entry {
  return {
    connection,
    request,
    method: request.method,
    url: request.url ?? '',
    sent: null,
    extras: [],
    isFromMemory: false,
    answeredBy: null,
    headerLength: 0,
    provisional: null,
    failed: null,
  };
}

/** The network stack's answer with this status; those before it belong to hops that are over. */
export function removeExtraFor(entry: Entry, status: number): ReceivedExtra | undefined {
  const index = entry.extras.findIndex((extra) => extra.statusCode === status || extra.statusCode === 304);
  if (index < 0) return undefined;
  return entry.extras.splice(0, index + 1).at(-1);
}
