/** The cases, by their files: `<kind>/<name>.ts`, with the tape beside it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FieldCase } from './case.ts';
import { isKind, type Kind } from './kinds.ts';

const HERE = import.meta.dirname;
/** The folder of pages that nobody reported, since nothing is wrong with them. */
const NO_REPORTS = 'healthy';

export interface NamedCase {
  /** `kind/name`. */
  readonly id: string;
  readonly kind: Kind;
  readonly field: FieldCase;
  /** The tape's file, whether it is there or not. */
  readonly tape: string;
}

/** All cases, by kind and name. @throws where a folder is no kind. */
export async function allCases(): Promise<readonly NamedCase[]> {
  const kinds = readdirSync(HERE, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== NO_REPORTS,
  );
  const ids = kinds.flatMap(({ name: kind }) =>
    readdirSync(join(HERE, kind))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${kind}/${file.replace(/\.ts$/, '')}`),
  );
  return Promise.all(ids.sort().map(readCase));
}

async function readCase(id: string): Promise<NamedCase> {
  const loaded: { default: FieldCase } = await import(
    /* @vite-ignore */ pathToFileURL(join(HERE, `${id}.ts`)).href
  );
  const kind = id.slice(0, id.indexOf('/'));
  if (!isKind(kind)) throw new Error(`test/field/kinds.ts names no kind “${kind}”.`);
  return {
    id,
    kind,
    field: loaded.default,
    tape: join(HERE, `${id}.tape.ndjson`),
  };
}

/** The tape that is checked in; null where there is none yet. */
export function checkedIn({ tape }: NamedCase): Blob | null {
  return existsSync(tape) ? new Blob([readFileSync(tape)]) : null;
}
