import { openAlone } from '../../../panel/alone.ts';
import type { ExportChoice, PanelHost } from '../../../panel/types.ts';
import type { TapeRecord } from '../../../src/tape/index.ts';
import { chunk } from '../../../src/tape/testing.ts';
import { ScriptedCapture } from './scripted-capture.ts';
import { demo, flood, lanes, many, repeating } from './tapes.ts';

/** What a test reaches in the page of the panel alone, as `alone`. */
export interface Alone {
  readonly host: PanelHost;
  readonly capture: ScriptedCapture;
  /** What Export was asked for. */
  readonly exported: ExportChoice[];
  append(records: readonly TapeRecord[]): void;
  /** More events of the flood. */
  flood(from: number, to: number): void;
  /** A chunk of a stream, now. */
  chunk(on: string, text: string): void;
  /** The live tape as a file. */
  file(): Promise<Uint8Array<ArrayBuffer>>;
}

declare global {
  interface Window {
    alone: Alone;
  }
}

/**
 * `?empty`, `?rows=1000000`, `?lanes=5` (an imported tape, whose clock stands still), `?requests=40` (addresses that are asked again, beside
 * the others), `?streams=1000`: a real session over such a tape.
 */
const query = new URLSearchParams(location.search);
let capture: ScriptedCapture | undefined;
const session = await openAlone({
  capture: (tape) => {
    capture = new ScriptedCapture(tape);
    return capture;
  },
});
if (!capture) throw new Error('A session makes its capture at once.');
const { host } = session;
// The page in which the demo is opened goes elsewhere once: both pages are to be seen.
host.tapes.setPreserveLog(true);
const scripted = capture;
const exported: ExportChoice[] = [];
const exportFile = host.exports.file;
Object.assign(host.exports, {
  file: (choice: ExportChoice) => {
    exported.push(choice);
    return exportFile(choice);
  },
});

async function file(): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const part of exportFile({ secrets: 'kept' })) parts.push(part);
  return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
}

window.alone = {
  host,
  capture: scripted,
  exported,
  append: (records) => scripted.append(records),
  flood: (from, to) => scripted.append(flood(from, to, host.now())),
  chunk: (on, text) => scripted.append([chunk(on, host.now(), text)]),
  file,
};

if (query.has('lanes')) {
  scripted.append(lanes(Number(query.get('lanes'))));
  await host.tapes.import('lanes.tape.ndjson', new Blob([await file()]));
} else if (query.has('streams')) scripted.append(many(Number(query.get('streams'))));
else if (!query.has('empty')) scripted.append(demo(Number(query.get('rows') ?? 2000)));
if (query.has('requests')) scripted.append(repeating(Number(query.get('requests'))));
