import { readBlock } from '../../../sse/index.ts';
import type { EventStream } from '../event-stream.ts';
import { RowKind } from '../row-table.ts';
import { segmentOf } from '../rows/row-facts.ts';
import { peekOf } from '../segment.ts';

/** Events looked at on either side of a cut. */
export const MAX_EVENTS_COMPARED = 200;
/** Connections gone back for them: most may have brought nothing. */
export const MAX_CONNECTIONS_BACK = 50;
/** Different events of a connection from which on their order shows that it came again. */
const MIN_DIFFERENT = 2;
/** Characters of data compared; beyond them the size must do. */
const MAX_CHARACTERS_COMPARED = 2000;

/** An event as it is compared. */
export interface ComparedEvent {
  /** Its own id; null where it set none. */
  readonly id: string | null;
  readonly type: string;
  /** Its data, with its type before it where that is not `message`. */
  readonly content: string;
}

/** What came after a reconnect, against what had come before it. */
export interface Repeats {
  /** Events that had come before already. */
  readonly repeated: number;
  /** True where only the first {@link MAX_EVENTS_COMPARED} were compared, and the last of them was one too. */
  readonly orMore: boolean;
  /** Recognised by their ids, or, where they have none, by type and data. */
  readonly by: 'id' | 'content';
  /** The first few of them: ids, or the beginning of their data. */
  readonly samples: readonly string[];
  /** The first of them among the connection's events, from 0; null where there is none. */
  readonly first: number | null;
  /** The first that had not come before, by its id; null where there is none, or no ids. */
  readonly firstNew: number | null;
  /** False where one id came with different contents, or twice after the cut: then it may well come again. */
  readonly idsNameEvents: boolean;
  /** Whole numbers left out in ids that had come one by one; 0 where none, null where ids do not count. */
  readonly skipped: number | null;
  /** The first new id, where ids are numbers and it is smaller than the last one before. */
  readonly restartedAtId: string | null;
}

/** The first events of a connection, `most` of them at most. */
export function headOf(stream: EventStream, max = MAX_EVENTS_COMPARED): ComparedEvent[] {
  const seen: ComparedEvent[] = [];
  for (let row = 0; row < stream.rows.count && seen.length < max; row++) {
    const event = eventAt(stream, row);
    if (event) seen.push(event);
  }
  return seen;
}

/** The last events of several connections. */
export interface Tail {
  /** In order. */
  readonly events: readonly ComparedEvent[];
  /** How many of them, at the end, are all events of the last connection that had any; 0 where it had more. */
  readonly latest: number;
}

/** @param streams in order; the latest is the last. */
export function tailOf(streams: readonly EventStream[]): Tail {
  const seen: ComparedEvent[] = [];
  let latest = 0;
  for (
    let back = 1;
    back <= Math.min(MAX_CONNECTIONS_BACK, streams.length) && seen.length < MAX_EVENTS_COMPARED;
    back++
  ) {
    const stream = streams[streams.length - back];
    for (
      let row = (stream?.rows.count ?? 0) - 1;
      stream && row >= 0 && seen.length < MAX_EVENTS_COMPARED;
      row--
    ) {
      const event = eventAt(stream, row);
      if (event) seen.push(event);
    }
    if (latest === 0) latest = seen.length;
  }
  return { events: seen.reverse(), latest: latest < MAX_EVENTS_COMPARED ? latest : 0 };
}

export function compare({ events: tail, latest }: Tail, head: readonly ComparedEvent[]): Repeats {
  const ids = new Set(tail.flatMap((event) => event.id ?? []));
  const byId = ids.size > 0 && head.some((event) => event.id !== null);
  const again = byId
    ? head.filter((event) => event.id !== null && ids.has(event.id))
    : head.slice(0, overlap(tail, head, latest));
  const last = head.at(-1);
  const [first] = again;
  const firstNew = byId ? head.findIndex(({ id }) => id !== null && !ids.has(id)) : -1;
  return {
    repeated: again.length,
    orMore: head.length === MAX_EVENTS_COMPARED && last !== undefined && again.includes(last),
    by: byId ? 'id' : 'content',
    first: first ? head.indexOf(first) : null,
    firstNew: firstNew < 0 ? null : firstNew,
    idsNameEvents: nameEvents(tail, head),
    samples: again.slice(0, 5).map((event) => (byId ? (event.id ?? '') : event.content).slice(0, 60)),
    ...numbers(head, ids),
  };
}

/**
 * How many events the new connection begins with that the old one ended with. An event that says the same as others (a
 * tick, a ping) proves nothing: one of them at least must be one of a kind. A connection that came again whole proves it by the order of
 * different events, however often it came.
 */
function overlap(tail: readonly ComparedEvent[], head: readonly ComparedEvent[], latest: number): number {
  const whole = tail.slice(tail.length - latest);
  const isWhole =
    latest > 0 &&
    head.length >= latest &&
    whole.every(({ content }, index) => content === head[index]?.content);
  if (isWhole && new Set(whole.map(({ content }) => content)).size >= MIN_DIFFERENT) return latest;
  const counts = new Map<string, number>();
  for (const { content } of tail) counts.set(content, (counts.get(content) ?? 0) + 1);
  for (let length = Math.min(tail.length, head.length); length > 0; length--) {
    const from = tail.length - length;
    const same = head.slice(0, length).every((event, index) => event.content === tail[from + index]?.content);
    if (same && head.slice(0, length).some(({ content }) => counts.get(content) === 1)) return length;
  }
  return 0;
}

function nameEvents(tail: readonly ComparedEvent[], head: readonly ComparedEvent[]): boolean {
  const own = head.flatMap(({ id }) => id ?? []);
  if (new Set(own).size < own.length) return false;
  const contents = new Map<string, string>();
  return [...tail, ...head].every(({ id, content }) => {
    if (id === null) return true;
    const before = contents.get(id) ?? content;
    contents.set(id, before);
    return before === content;
  });
}

function numbers(
  head: readonly ComparedEvent[],
  ids: ReadonlySet<string>,
): Pick<Repeats, 'skipped' | 'restartedAtId'> {
  // What came twice is one number.
  const before = [...ids].slice(-6);
  const after = head.flatMap((event) => (event.id === null || ids.has(event.id) ? [] : event.id)).slice(0, 6);
  const [next] = after;
  const last = before.at(-1);
  if (next === undefined || last === undefined || ![...before, ...after].every(isCount)) {
    return { skipped: null, restartedAtId: null };
  }
  if (Number(next) < Number(last)) return { skipped: 0, restartedAtId: next };
  // Ids that leave numbers out by themselves (times, ids of a shared table) say nothing about what is missing.
  const counts = before.length + after.length > 2 && oneByOne(before) && oneByOne(after);
  return { skipped: counts ? Number(next) - Number(last) - 1 : null, restartedAtId: null };
}

function isCount(id: string): boolean {
  return /^\d{1,15}$/.test(id);
}

function oneByOne(ids: readonly string[]): boolean {
  return ids.every((id, index) => index === 0 || Number(id) === Number(ids[index - 1]) + 1);
}

function eventAt(stream: EventStream, row: number): ComparedEvent | null {
  const { rows, tape } = stream;
  const ref = rows.ref(row);
  switch (rows.kind(row)) {
    case RowKind.Event: {
      const segment = segmentOf(stream, row);
      const { reader } = segment;
      const { type, data, lastEventId } = readBlock(
        reader,
        ref,
        peekOf(segment, tape.bytes),
        MAX_CHARACTERS_COMPARED,
      );
      const own = reader.blockIdLine(ref) >= reader.blockFirstLine(ref) && lastEventId !== '';
      return { id: own ? lastEventId : null, type, content: type === 'message' ? data : `${type}: ${data}` };
    }
    case RowKind.Message: {
      const { type, data, id } = tape.messages.read(ref, MAX_CHARACTERS_COMPARED);
      // A message does not show whether its id is its own: only an id that is new to the connection is.
      const before = ref > 0 ? tape.messages.read(ref - 1, 0).id : null;
      return {
        id: id !== '' && id !== before ? id : null,
        type,
        content: type === 'message' ? data : `${type}: ${data}`,
      };
    }
    default:
      return null;
  }
}
