/** Streams like those that servers send, made from a seed: the same bytes on every machine. */

const LF = 0x0a;
const CR = 0x0d;

const WORDS =
  'the stream of an event that holds its data until a blank line comes and then goes out with one id for each reader'.split(
    ' ',
  );
const FOREIGN = ['größer', 'naïve', '東京', 'данные', '🙂', 'señal', '数据', '–', '“quoted”', '…'];

/** A small generator of numbers in [0, 1) (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/**
 * About `size` bytes of the usual mix: token deltas of a language model (the larger part), short prices and log
 * lines with ids and types, messages of several lines, now and then a document, heartbeats, a retry.
 */
export function realisticStream(size: number, options: { nonAscii: boolean }): Uint8Array {
  const random = randomFrom(20_250_101);
  const word = () =>
    options.nonAscii && random() < 0.03
      ? (FOREIGN[Math.floor(random() * FOREIGN.length)] as string)
      : (WORDS[Math.floor(random() * WORDS.length)] as string);
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  const blocks: string[] = ['retry: 3000\n\n'];
  let length = 0;
  for (let id = 1; length < size; id++) {
    const block = blockOf(random(), id, word, words, random);
    blocks.push(block);
    length += block.length;
  }
  return new TextEncoder().encode(blocks.join(''));
}

function blockOf(
  dice: number,
  id: number,
  word: () => string,
  words: (count: number) => string,
  random: () => number,
): string {
  if (dice < 0.55) {
    const delta = {
      id: `chatcmpl-${id % 97}`,
      object: 'chat.completion.chunk',
      created: 1_735_689_600,
      model: 'm-1',
    };
    return `data: ${JSON.stringify({ ...delta, choices: [{ index: 0, delta: { content: ` ${word()}` }, finish_reason: null }] })}\n\n`;
  }
  if (dice < 0.75)
    return `event: price\nid: ${id}\ndata: {"symbol":"ABC","price":${(random() * 1000).toFixed(2)}}\n\n`;
  if (dice < 0.87) return `id: ${id}\nevent: log\ndata: ${words(12)}\ndata: ${words(8)}\n\n`;
  if (dice < 0.9) return ': ping\n\n';
  if (dice < 0.98) return `data: ${word()}\n\n`;
  return `event: document\ndata: ${JSON.stringify({ id, title: words(6), body: words(300) })}\n\n`;
}

/** The same stream with CRLF for every LF. */
export function crlf(bytes: Uint8Array): Uint8Array {
  const longer = new Uint8Array(
    bytes.length + bytes.reduce((count, byte) => count + (byte === LF ? 1 : 0), 0),
  );
  let length = 0;
  for (const byte of bytes) {
    if (byte === LF) longer[length++] = CR;
    longer[length++] = byte;
  }
  return longer;
}
