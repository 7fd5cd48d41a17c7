import { hexByte } from '../../../src/format/hex.ts';

/** Where a replay server is looked for: the port it takes when it can, under a token that only this panel knows. */
const PORT = 8378;

let token: string | null = null;

/** The secret in the command, 128 bits, the same as long as the panel lives: a server that was started stays found. */
export function panelToken(): string {
  if (token === null) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    token = Array.from(bytes, hexByte).join('');
  }
  return token;
}

export function usualAddress(): string {
  return `http://127.0.0.1:${PORT}/${panelToken()}/`;
}

/** The command that starts it, for a POSIX shell. */
export function replayCommand(file: string): string {
  const name = /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;
  return `npm run replay -- ${name} --token ${panelToken()}`;
}
