/** Looks whether a replay server plays a channel. */
import { readCatalogue } from '../serving/index.ts';

export type FoundServer =
  /** `channel` is the address of the recording. */
  | {
      readonly kind: 'found';
      readonly channel: string;
      readonly tape: string;
      readonly notes: readonly string[];
    }
  /** No server answers there. */
  | { readonly kind: 'nobody' }
  /** What is wrong, in a sentence. */
  | { readonly kind: 'wrong'; readonly why: string };

export interface WantedChannel {
  /** The channel's id on the tape. */
  readonly id: string;
  readonly url: string | null;
  readonly method: string;
}

/** Milliseconds. A server on this machine that takes longer is none. */
const TIMEOUT = 3000;

/**
 * Asks the replay server at `address` (with its token) for its catalogue. Never throws.
 * @param get `fetch`, or a test's.
 */
export async function findServer(
  address: string,
  wanted: WantedChannel,
  get: typeof fetch = (url, init) => fetch(url, init),
): Promise<FoundServer> {
  const base = baseOf(address);
  if (base === null) {
    const why =
      'This is no address of a replay server. It looks like http://127.0.0.1:8378/TOKEN/ and is printed when the server starts.';
    return { kind: 'wrong', why };
  }
  let answer: Response;
  try {
    answer = await get(base, {
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch {
    return { kind: 'nobody' };
  }
  const read = readCatalogue(await answer.json().catch(() => null));
  if (!answer.ok || !read) {
    const why = 'Something answers there, but it is no replay server with this token.';
    return { kind: 'wrong', why };
  }
  const same = read.channels.filter(({ url, method }) => url === wanted.url && method === wanted.method);
  const channel =
    same.find(({ id }) => id === wanted.id) ??
    same[0] ??
    read.channels.find((one) => isWithoutSecrets(one, wanted));
  if (!channel) {
    const why = `The replay server plays ${read.name}, which has no ${wanted.method} ${wanted.url ?? 'without an address'}. Start it with a tape of this stream.`;
    return { kind: 'wrong', why };
  }
  const notes = [...read.notes, ...channel.notes];
  return { kind: 'found', channel: `${base}channel/${channel.number}`, tape: read.name, notes };
}

/** Whether it is the wanted channel, of a tape whose secrets were taken out: its query is another one then. */
function isWithoutSecrets({ id, url, method }: WantedChannel, wanted: WantedChannel): boolean {
  return id === wanted.id && method === wanted.method && placeOf(url) === placeOf(wanted.url);
}

/** An address without its query. */
function placeOf(url: string | null): string | null {
  return url?.split(/[?#]/, 1)[0] ?? null;
}

/** With the token and a slash at its end; null for what is none on this machine. */
function baseOf(address: string): string | null {
  if (!URL.canParse(address.trim())) return null;
  const { protocol, hostname, origin, pathname } = new URL(address.trim());
  if (protocol !== 'http:' || (hostname !== '127.0.0.1' && hostname !== 'localhost')) return null;
  const token = /^\/([\w-]{16,128})(\/|$)/.exec(pathname)?.[1];
  return token === undefined ? null : `${origin}/${token}/`;
}
