/** Going down a list of sources until one has the page. */
import { asRefusal, type CaptureRefused, type CaptureRun, type CaptureSource } from './source.ts';

/** A source that could not get hold of the page in this time is given up. Milliseconds. */
const DEADLINE = 10_000;

export interface OpenedRun {
  readonly source: CaptureSource;
  readonly run: CaptureRun;
}

export interface Opening {
  /** The first that got hold of the page; null where none did. */
  readonly opened: OpenedRun | null;
  /** Why those before it did not, in order. */
  readonly refusals: readonly CaptureRefused[];
}

/** The part of a list that begins with a source and, where there is a limit, ends before it. */
export function listFrom(
  sources: readonly CaptureSource[],
  first: CaptureSource,
  limit?: CaptureSource,
): readonly CaptureSource[] {
  const end = limit === undefined ? sources.length : sources.indexOf(limit);
  return sources.slice(sources.indexOf(first), end);
}

/** Never throws: a source that fails has refused. */
export async function openFirst(sources: readonly CaptureSource[]): Promise<Opening> {
  const refusals: CaptureRefused[] = [];
  for (const source of sources) {
    try {
      return { opened: { source, run: await openInTime(source) }, refusals };
    } catch (error) {
      refusals.push(asRefusal(error));
    }
  }
  return { opened: null, refusals };
}

async function openInTime(source: CaptureSource): Promise<CaptureRun> {
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(), DEADLINE);
  try {
    return await source.open(tooLate.signal);
  } finally {
    clearTimeout(timer);
  }
}
