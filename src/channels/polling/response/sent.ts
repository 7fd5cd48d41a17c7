/** What the page sends by a request of a known client, as rows. */
import { headerValue } from '../../../format/headers.ts';
import type { ResponseHeaders } from '../../../framing/index.ts';
import type { RequestRecord } from '../../../tape/index.ts';
import { contentOf } from './content.ts';
import { parseJson } from './json.ts';
import { type AnswerPart, AnswerRecords, answerFraming } from './records.ts';

const encoder = new TextEncoder();

/** The body of a request, taken apart as answers are. Made when it is looked at. */
export class SentBody {
  readonly bytes: Uint8Array;
  /** Of its framing; null where it has none. */
  readonly records: AnswerRecords | null;
  readonly #framed: ResponseHeaders;

  constructor({ body = '', headers, url }: RequestRecord) {
    this.bytes = encoder.encode(body);
    const mimeType = headerValue(headers, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    this.#framed = { url, mimeType, headers: [] };
    const framing = answerFraming(this.bytes, this.#framed, parseJson(this.bytes) !== undefined);
    this.records = framing && new AnswerRecords(framing, this.#framed, this.bytes);
  }

  /** What is a row each. @param isList whether the body is a list of messages. */
  parts(isList: boolean): readonly AnswerPart[] {
    const parts = this.records?.parts() ?? (isList ? contentOf(this.bytes, this.#framed).list : null) ?? [];
    return parts.length > 0 ? parts : [[0, this.bytes.length]];
  }
}

/** What a server answers to say “got it”, and no more. */
const RECEIPT = /^\s*(?:ok|\{\s*\}|\{"status":200\})?\s*$/i;
const MAX_RECEIPT = 32;

/** Whether an answer to what was sent says nothing else. */
export function isReceipt(body: Uint8Array): boolean {
  return body.length <= MAX_RECEIPT && RECEIPT.test(new TextDecoder().decode(body));
}
