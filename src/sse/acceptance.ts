/** The MIME type of an event stream (WHATWG HTML 9.2). */
export const EVENT_STREAM = 'text/event-stream';

/** As much of a response as decides whether an EventSource opens on it. */
export interface ResponseHead {
  readonly status: number;
  /** In lower case, without parameters; '' where there is none. */
  readonly mimeType: string;
  readonly charset?: string;
}

/** What of a response keeps an EventSource from opening. */
export type Refusal = 'status' | 'type' | 'charset';

/**
 * Why Chromium's EventSource does not open on a response, and closes for good (WHATWG HTML 9.2.3); null where it opens. The standard
 * says nothing of a charset: Chromium opens on none and on UTF-8 by exactly that name, in any case.
 */
export function refusalBy({ status, mimeType, charset }: ResponseHead): Refusal | null {
  if (status !== 200) return 'status';
  if (mimeType !== EVENT_STREAM) return 'type';
  return charset === undefined || charset.toLowerCase() === 'utf-8' ? null : 'charset';
}
