/** What a close frame carries (RFC 6455, 5.5.1 and 7.4). */
export interface Close {
  /** Null where the frame has no code, which the page sees as 1005. */
  readonly code: number | null;
  readonly reason: string;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads the payload of a close frame: two bytes of code, then the reason in UTF-8. */
export function readClose(payload: Uint8Array): Close {
  const [high, low] = payload;
  if (high === undefined || low === undefined) return { code: null, reason: '' };
  return { code: high * 256 + low, reason: decoder.decode(payload.subarray(2)) };
}

/** RFC 6455, 7.4.1, and those registered since (IANA, WebSocket Close Code Number Registry). */
const MEANINGS: Readonly<Record<number, string>> = {
  1000: 'normal closure',
  1001: 'going away: the page was left, or the server goes down',
  1002: 'protocol error',
  1003: 'unsupported data: a type of frame that it cannot accept',
  1005: 'no code was given',
  1006: 'abnormal closure: there was no close frame',
  1007: 'invalid payload: a text frame that is no UTF-8',
  1008: 'policy violation',
  1009: 'message too big',
  1010: 'mandatory extension: the server did not agree to one',
  1011: 'internal error of the server',
  1012: 'service restart',
  1013: 'try again later',
  1014: 'bad gateway',
  1015: 'TLS handshake failed',
  3000: 'unauthorized',
  3003: 'forbidden',
  3008: 'timeout',
};

/** What a close code means, in words. */
export function closeMeaning(code: number): string {
  const known = MEANINGS[code];
  if (known) return known;
  if (code >= 4000 && code <= 4999) return 'a code of the application’s own';
  if (code >= 3000 && code <= 3999) return 'a code of a library or framework';
  return 'a code that no standard gives a meaning';
}

/** "1000 (normal closure), reason “bye”". */
export function closeText({ code, reason }: Close): string {
  const said = code === null ? 'no code' : `${code} (${closeMeaning(code)})`;
  return reason === '' ? said : `${said}, reason “${reason}”`;
}

/** Whether nothing went wrong: the one side was done, or went away. */
export function isGoodClose({ code }: Close): boolean {
  return code === null || code === 1000 || code === 1001 || code === 1005 || code >= 3000;
}
