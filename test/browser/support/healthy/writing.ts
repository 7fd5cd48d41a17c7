import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { EVENT_STREAM } from './site.ts';

/** Writes these texts, each a moment after the one before: else a page reads several at once. */
export async function write(
  response: ServerResponse,
  texts: readonly string[],
  head: object = {},
): Promise<ServerResponse> {
  response.writeHead(200, { ...EVENT_STREAM, ...head });
  for (const text of texts) {
    response.write(text);
    await pause(3);
  }
  return response;
}

/** As many texts. */
export const many = (count: number, text: (i: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => text(i));
/** An event whose data is JSON. */
export const json = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;
