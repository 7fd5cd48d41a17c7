import { makeParser } from './parse.js';

/** Reads a fetch response to its end, as an event stream. */
export async function readStream(response, onEvent) {
  const parse = makeParser(onEvent);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parse(decoder.decode(value, { stream: true }));
  }
}
