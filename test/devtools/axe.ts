import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame } from 'puppeteer';

export interface Violation {
  id: string;
  impact: string | null;
  help: string;
  /** The elements at fault, as HTML, each with what is wrong. */
  nodes: string[];
}

/** Runs axe-core in a frame. Sent through the debugger, so the extension's content security policy does not stop it. */
export async function runAxe(frame: Frame): Promise<Violation[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await frame.evaluate(`globalThis.axe ?? (() => { ${source} })()`);
  return (await frame.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, impact, help, nodes }) => ({
        id, impact, help, nodes: nodes.map((node) => node.html + ' ' + node.failureSummary),
      })))`,
  )) as Violation[];
}
