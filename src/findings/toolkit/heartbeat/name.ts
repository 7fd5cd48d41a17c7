const NAME = /^["']?(ping|pong|heart-?_?beat|keep-?_?alive|hb|noop|no-op)["']?$/i;

/** Whether a type, or data, is a word by which servers only say that they live. */
export function isHeartbeatName(text: string): boolean {
  return NAME.test(text);
}
