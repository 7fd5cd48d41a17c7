/** The healthy pages, by their files: `<folder>/<name>.ts`, with the tape beside it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openTape, type Tape } from '../../../src/tape/index.ts';
import type { HealthyPage } from './page.ts';

const HERE = import.meta.dirname;

export interface NamedPage {
  /** `folder/name`. */
  readonly id: string;
  readonly page: HealthyPage;
  /** The tape's file, whether it is there or not. */
  readonly tape: string;
}

/** All pages, by folder and name. */
export async function allPages(): Promise<readonly NamedPage[]> {
  const folders = readdirSync(HERE, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const ids = folders.flatMap(({ name: folder }) =>
    readdirSync(join(HERE, folder))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file.replace(/\.ts$/, '')}`),
  );
  return Promise.all(ids.sort().map(readPage));
}

async function readPage(id: string): Promise<NamedPage> {
  const loaded: { default: HealthyPage } = await import(
    /* @vite-ignore */ pathToFileURL(join(HERE, `${id}.ts`)).href
  );
  return { id, page: loaded.default, tape: join(HERE, `${id}.tape.ndjson`) };
}

/** The tape that is checked in. @throws where there is none, or one that cannot be read. */
export async function tapeOfPage({ id, tape }: NamedPage): Promise<Tape> {
  if (!existsSync(tape)) throw new Error(`\`npm run field ${id}\` writes its tape.`);
  const opened = await openTape(id, new Blob([readFileSync(tape)]));
  if (!opened.ok) throw new Error(opened.error);
  return opened.tape;
}
