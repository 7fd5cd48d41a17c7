/** What a replay server plays, for its user and for the panel. */
import type { Source } from '../../src/replay/serving/index.ts';

/** The answer at `/TOKEN/`. `version` grows when its meaning changes. */
export interface Catalogue {
  readonly streamscope: 'replay';
  readonly version: 1;
  /** The tape's file name. */
  readonly name: string;
  /** What was wrong with the file. */
  readonly notes: readonly string[];
  readonly channels: readonly CatalogueChannel[];
}

export interface CatalogueChannel {
  /** Its place in the address, `channel/1`. */
  readonly number: number;
  /** The channel's id on the tape. */
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  readonly method: string;
  readonly transport: 'sse' | 'poll';
  readonly connections: number;
  /** What is not served as it was recorded. */
  readonly notes: readonly string[];
}

/** A loop can have a hundred thousand cycles; so many connections are looked through for what is missing. */
const LOOKED_AT = 200;

export function catalogueOf(name: string, notes: readonly string[], sources: readonly Source[]): Catalogue {
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

function notesOf(source: Source): string[] {
  const notes: string[] = [];
  for (let connection = 0; connection < Math.min(source.connections, LOOKED_AT); connection++) {
    for (const note of source.recording(connection).notes)
      notes.push(`Connection ${connection + 1}: ${note}`);
  }
  if (source.connections > LOOKED_AT) notes.push(`Connections after ${LOOKED_AT} were not looked through.`);
  return notes;
}
