/** What was typed after `npm run replay --`. */
import { TOKEN } from './index.ts';

export const USAGE = `npm run replay -- <file.tape.ndjson[.gz]> [--port <0…65535>] [--token <secret>]`;

export const USUAL_PORT = 8378;

export type Command =
  | {
      readonly ok: true;
      readonly file: string;
      /** Null where any will do when the usual one is taken. */
      readonly port: number | null;
      readonly token: string | undefined;
    }
  | { readonly ok: false; readonly problem: string };

export function readCommand(args: readonly string[]): Command {
  const files: string[] = [];
  let port: number | null = null;
  let token: string | undefined;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    const [name, joined] = arg.startsWith('--') ? splitOnce(arg) : [arg, undefined];
    if (!arg.startsWith('--')) files.push(arg);
    else if (name === '--port' || name === '--token') {
      const value = joined ?? args[++index];
      if (value === undefined) return { ok: false, problem: `${name} wants a value.` };
      if (name === '--token') {
        if (!TOKEN.test(value))
          return { ok: false, problem: 'A token is 16 to 128 letters, digits, hyphens and underscores.' };
        token = value;
      } else {
        port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
        if (!(port <= 65_535)) return { ok: false, problem: `"${value}" is no port.` };
      }
    } else return { ok: false, problem: `There is no option ${name}.` };
  }
  const [file, ...others] = files;
  if (file === undefined) return { ok: false, problem: 'Say which tape.' };
  if (others.length > 0) return { ok: false, problem: 'One tape at a time.' };
  return { ok: true, file, port, token };
}

function splitOnce(arg: string): [name: string, value: string | undefined] {
  const at = arg.indexOf('=');
  return at < 0 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)];
}
