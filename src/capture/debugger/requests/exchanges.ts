/** Ordinary exchanges of fetch and XHR: written because a poll loop may be among them, up to what is stated. */
import type { Protocol } from 'devtools-protocol';
import { headerValue } from '../../../format/headers.ts';
import { isJsonp } from '../../../format/jsonp.ts';
import { isFramed, mayComeInPieces, PieceWatch, pollingProtocol } from '../../../framing/index.ts';
import type { Context, RequestRecord, ResponseRecord } from '../../../tape/index.ts';
import type { ConnectionWriter } from '../../http/connection-writer.ts';
import { type IsShownAsStream, Keeping, type KeepLimit, MAX_IN_PIECES } from '../../http/keeping.ts';

/** Statuses whose answers have no body (RFC 9110, 6.4.1). */
const BODILESS = new Set([204, 205, 304]);

/** Of what the user wants shown as a stream. */
const AS_STREAM: KeepLimit = { isKept: true, body: MAX_IN_PIECES, repeats: true };

const TEXT =
  /^(text\/|application\/([\w.-]+\+)?(json|xml|x-ndjson|javascript|x-www-form-urlencoded|graphql))/;

/** Fetch and XHR, beacons (`sendBeacon`, `<a ping>`), and scripts that are asked for as data. */
function isExchange({ type, request }: Protocol.Network.RequestWillBeSentEvent): boolean {
  return type === 'Fetch' || type === 'XHR' || type === 'Ping' || (type === 'Script' && isJsonp(request.url));
}

export class Exchanges {
  readonly #keeping = new Keeping();
  readonly #isStream: IsShownAsStream;

  /** @param isStream whether the user wants the response to a request shown as a stream. */
  constructor(isStream: IsShownAsStream = () => false) {
    this.#isStream = isStream;
  }

  /**
   * Marks a request as an ordinary exchange.
   * @returns its record, or null for what is none: other resources, and what a service worker fetches for its page,
   *   whose own request is the exchange.
   */
  begin(
    connection: ConnectionWriter,
    event: Protocol.Network.RequestWillBeSentEvent,
    request: RequestRecord,
    context: Context,
  ): { record: RequestRecord; kept: KeepLimit } | null {
    if (!isExchange(event)) return null;
    if (context.kind === 'service-worker' || !/^https?:/.test(event.request.url)) return null;
    const isStream = this.#isStream(request);
    const limit = this.#keeping.limitFor(request.method, event.request.url);
    const kept = isStream ? AS_STREAM : limit;
    if (!kept.isKept) return null;
    connection.exchange = true;
    connection.bodyLeft = kept.body;
    if (isStream) connection.keepPieces();
    else if (!kept.repeats) connection.onKept = (bytes) => this.#keeping.addKept(bytes);
    return { record: { ...request, exchange: true }, kept };
  }

  /** Its answer says that it is an event stream: all of it is kept. */
  becomesStream(connection: ConnectionWriter, request: RequestRecord): void {
    connection.exchange = false;
    connection.bodyLeft = Number.POSITIVE_INFINITY;
    connection.onKept = null;
    connection.write(request);
  }

  /** Its answer has begun: one that may be read in pieces is kept as such, from the begin or from its first pause on. */
  answered(connection: ConnectionWriter, { url }: RequestRecord, answer: ResponseRecord): void {
    if (connection.isInPieces) return;
    if (isFramed({ ...answer, url })) connection.keepPieces();
    else if (mayComeInPieces(answer)) connection.pieceWatch = new PieceWatch();
  }

  /** Whether the bytes of an answer are to be asked for; where not, why, or '' where it has none. */
  keepsBody(
    connection: ConnectionWriter,
    { method, url }: RequestRecord,
    answer: ResponseRecord,
  ): true | string {
    if (BODILESS.has(answer.status) || method === 'HEAD') return '';
    const { mimeType, headers } = answer;
    const isText = mimeType === '' || TEXT.test(mimeType) || isFramed({ ...answer, url });
    // With protocol 3 they are octets where one message is binary.
    const isPacket = pollingProtocol(url) !== null;
    const isPieces = connection.isInPieces || connection.pieceWatch !== null;
    if (!isText && !isPacket && !isPieces) return `Neither text nor JSON (${mimeType}).`;
    const length = Number(headerValue(headers, 'content-length') ?? 0);
    if (length > connection.bodyLeft) return connection.tooLarge;
    return true;
  }
}
