/** What a replay server plays, for its user and for the panel. */
import * as v from 'valibot';
import type { RecordedChannel } from './recorded-channel.ts';

/** A channel as the server offers it, at `channel/NUMBER`. */
const channel = v.object({
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The channel's id on the tape. */
  id: v.string(),
  name: v.string(),
  url: v.nullable(v.string()),
  method: v.string(),
  transport: v.picklist(['sse', 'poll', 'pieces']),
  connections: v.number(),
  /** What is not served as it was recorded. */
  notes: v.pipe(v.array(v.string()), v.readonly()),
});

/** The answer at `/TOKEN/`. `version` grows when its meaning changes. */
const catalogue = v.object({
  streamscope: v.literal('replay'),
  version: v.literal(1),
  /** The tape's file name. */
  name: v.string(),
  /** What was wrong with the file. */
  notes: v.pipe(v.array(v.string()), v.readonly()),
  channels: v.pipe(v.array(channel), v.readonly()),
});

export type CatalogueChannel = v.InferOutput<typeof channel>;
export type Catalogue = v.InferOutput<typeof catalogue>;

/** @returns null for what is no catalogue of this version. */
export function readCatalogue(value: unknown): Catalogue | null {
  const read = v.safeParse(catalogue, value);
  return read.success ? read.output : null;
}

/** A loop can have a hundred thousand cycles; this many connections are looked through for what is missing. */
const LOOKED_AT = 200;

export function catalogueOf(
  name: string,
  notes: readonly string[],
  sources: readonly RecordedChannel[],
): Catalogue {
  const channels = sources.map((source, index): CatalogueChannel => {
    const { id, url, method, transport, connections } = source;
    return {
      number: index + 1,
      id,
      name: source.name,
      url,
      method,
      transport,
      connections,
      notes: notesOf(source),
    };
  });
  return { streamscope: 'replay', version: 1, name, notes, channels };
}

function notesOf(source: RecordedChannel): string[] {
  const notes: string[] = [];
  for (let connection = 0; connection < Math.min(source.connections, LOOKED_AT); connection++) {
    for (const note of source.recording(connection).notes)
      notes.push(`Connection ${connection + 1}: ${note}`);
  }
  if (source.connections > LOOKED_AT) notes.push(`Connections after ${LOOKED_AT} were not looked through.`);
  return notes;
}
