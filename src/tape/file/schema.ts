import * as v from 'valibot';
import type { TapeRecord, UnknownRecord } from '../records.ts';
import { fromBase64, isBase64 } from './base64.ts';
import { at, on, text, wall } from './basics.ts';
import { decision, isLaterDecision } from './decision-schema.ts';

const header = v.pipe(v.tuple([v.string(), v.string()]), v.readonly());
const headers = v.array(header);
const count = v.object({ bytes: v.number(), estimated: v.boolean() });
const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
const chosen = v.exactOptional(v.picklist(['clear', 'record-off']));
const context = v.object({
  kind: v.picklist(['page', 'frame', 'worker', 'shared-worker', 'service-worker', 'unknown']),
  id: text,
  url: v.exactOptional(text),
});

/** In a script; what the place of a request and those of its callers have. */
const place = { url: text, line: v.number(), column: v.number(), functionName: text };

/** One schema a kind: what a line of the file must look like to be believed. */
const schemas = {
  clock: v.object({ kind: v.literal('clock'), at, wall }),
  request: v.object({
    kind: v.literal('request'),
    at,
    on,
    url: v.exactOptional(text),
    candidates: v.exactOptional(v.array(text)),
    method: text,
    headers,
    body: v.exactOptional(text),
    hasOtherBody: v.exactOptional(v.literal(true)),
    via: v.picklist(['eventsource', 'fetch', 'xhr', 'websocket', 'beacon', 'script', 'other']),
    context,
    initiator: v.exactOptional(v.object(place)),
    callers: v.exactOptional(v.array(v.object({ ...place, async: v.exactOptional(text) }))),
    openBefore: v.exactOptional(v.boolean()),
    exchange: v.exactOptional(v.literal(true)),
    framing: v.exactOptional(text),
  }),
  sent: v.object({
    kind: v.literal('sent'),
    at,
    on,
    headers,
    lastEventId: v.exactOptional(text),
    headerBytes: v.exactOptional(count),
  }),
  redirect: v.object({
    kind: v.literal('redirect'),
    at,
    on,
    status: v.number(),
    url: text,
    method: text,
    headers,
    headerBytes: v.exactOptional(count),
  }),
  response: v.object({
    kind: v.literal('response'),
    at,
    on,
    status: v.number(),
    statusText: text,
    headers,
    mimeType: text,
    charset: v.exactOptional(text),
    protocol: v.exactOptional(text),
    connectionId: v.exactOptional(text),
    reused: v.exactOptional(v.boolean()),
    remoteAddress: v.exactOptional(text),
    headerBytes: v.exactOptional(count),
    fromServiceWorker: v.exactOptional(v.boolean()),
    fromCache: v.exactOptional(v.picklist(['memory', 'disk', 'prefetch'])),
  }),
  message: v.object({ kind: v.literal('message'), at, on, type: text, data: text, id: text }),
  dispatched: v.object({ kind: v.literal('dispatched'), at, on, type: text, data: text, id: text }),
  agreed: v.object({ kind: v.literal('agreed'), at, on, count: natural }),
  end: v.object({
    kind: v.literal('end'),
    at,
    on,
    how: v.picklist(['complete', 'failed', 'cancelled']),
    error: v.exactOptional(text),
    blocked: v.exactOptional(text),
    blockedParameter: v.exactOptional(text),
    serviceWorker: v.exactOptional(v.object({ url: text, error: v.exactOptional(text) })),
    inferred: v.exactOptional(
      v.picklist(['navigation', 'reload', 'crash', 'target-gone', 'capture-stopped']),
    ),
    wire: v.exactOptional(natural),
  }),
  fidelity: v.object({
    kind: v.literal('fidelity'),
    at,
    on,
    level: v.picklist(['bytes', 'messages', 'lengths']),
    why: v.exactOptional(text),
    chosen,
  }),
  suspend: v.object({ kind: v.literal('suspend'), at, on }),
  resume: v.object({
    kind: v.literal('resume'),
    at,
    on,
    after: v.exactOptional(v.literal('record-off')),
  }),
  busy: v.object({ kind: v.literal('busy'), at, on, alive: at, from: at, to: v.exactOptional(at) }),
  unheard: v.object({
    kind: v.literal('unheard'),
    at,
    on,
    type: text,
    over: v.exactOptional(v.literal(true)),
  }),
  gap: v.object({
    kind: v.literal('gap'),
    at,
    on: v.exactOptional(text),
    why: text,
    chosen,
    bytes: v.exactOptional(v.number()),
    lastEventId: v.exactOptional(text),
  }),
  capture: v.object({
    kind: v.literal('capture'),
    at,
    state: v.picklist(['on', 'off', 'lost']),
    source: v.picklist(['protocol', 'har']),
    why: v.exactOptional(text),
    browser: v.exactOptional(text),
  }),
  target: v.object({
    kind: v.literal('target'),
    at,
    event: v.picklist(['attached', 'detached', 'crashed']),
    context,
  }),
  navigate: v.object({
    kind: v.literal('navigate'),
    at,
    url: text,
    how: v.picklist(['navigation', 'reload', 'restored']),
  }),
  listeners: v.object({
    kind: v.literal('listeners'),
    at,
    url: text,
    objects: natural,
    types: v.array(text),
  }),
  mark: v.object({ kind: v.literal('mark'), at, text }),
  injected: v.pipe(
    v.object({
      kind: v.literal('injected'),
      at,
      on: v.exactOptional(on),
      to: v.picklist(['eventsource', 'websocket']),
      url: text,
      type: text,
      data: text,
      id: text,
      origin: text,
      heard: v.exactOptional(natural),
      binary: v.exactOptional(v.literal(true)),
    }),
    v.check(({ binary, data }) => !binary || isBase64(data), 'its base64 is damaged'),
  ),
  answered: v.object({
    kind: v.literal('answered'),
    at,
    on,
    by: v.picklist(['replay-server', 'browser']),
  }),
  decision,
} as const;

type Schemas = typeof schemas;
type KeysOf<T> = T extends unknown ? keyof T : never;
/** Fields that a record has and its schema would drop. */
type Forgotten = {
  [K in keyof Schemas]: Exclude<KeysOf<Extract<TapeRecord, { kind: K }>>, KeysOf<v.InferOutput<Schemas[K]>>>;
}[keyof Schemas];
// Does not compile once a record gains a field that would not survive the file.
const nothingForgotten: [Forgotten] extends [never] ? true : Forgotten = true;
void nothingForgotten;

const chunk = v.object({
  kind: v.literal('chunk'),
  at,
  on,
  text: v.exactOptional(text),
  base64: v.exactOptional(text),
  length: v.exactOptional(natural),
  wire: v.exactOptional(natural),
});

const frame = v.object({
  kind: v.literal('frame'),
  at,
  on,
  direction: v.picklist(['sent', 'received']),
  opcode: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(15)),
  text: v.exactOptional(text),
  base64: v.exactOptional(text),
  length: v.exactOptional(natural),
});

const anyRecord = v.object({ kind: text, at });
const encoder = new TextEncoder();

/** Characters of a wrong value that are named. */
const MAX_PREVIEW = 40;

/** Levels of a record: writing it again goes down them one call a level. */
const MAX_DEPTH = 100;

/** One parsed line, or what is wrong with it in a few words. */
export type CheckedRecord =
  | { readonly ok: true; readonly record: TapeRecord }
  | { readonly ok: false; readonly problem: string };

/** Checks one parsed line of a tape file. A kind this version does not know is carried through unchanged. Never throws. */
export function checkRecord(value: unknown): CheckedRecord {
  const base = v.safeParse(anyRecord, value);
  if (!base.success) return { ok: false, problem: 'not a record (no kind or time)' };
  if (isDeeper(value as object, MAX_DEPTH))
    return { ok: false, problem: `nested more than ${MAX_DEPTH} levels deep` };
  const kind = base.output.kind;
  if (kind === 'chunk') return checkChunk(value);
  if (kind === 'frame') return checkFrame(value);
  const schema = Object.hasOwn(schemas, kind) ? schemas[kind as keyof typeof schemas] : undefined;
  if (!schema || (kind === 'decision' && isLaterDecision(value as Readonly<Record<string, unknown>>))) {
    // As it was parsed: a copy by the schema would leave out keys such as `__proto__`.
    return { ok: true, record: { kind: 'unknown', at: base.output.at, raw: value as UnknownRecord['raw'] } };
  }
  const result = v.safeParse(schema, value);
  if (!result.success) return { ok: false, problem: problemOf(kind, result.issues) };
  // As it was parsed, with its fields in their order and those of a later version: it is written again as it was read.
  return { ok: true, record: value as typeof result.output };
}

/** Goes no deeper than it may: a deep one would break recursion. */
function isDeeper(value: object, max: number): boolean {
  if (max === 0) return true;
  return Object.values(value).some(
    (child) => typeof child === 'object' && child !== null && isDeeper(child, max - 1),
  );
}

function checkChunk(value: unknown): CheckedRecord {
  const result = v.safeParse(chunk, value);
  if (!result.success) return { ok: false, problem: problemOf('chunk', result.issues) };
  const { text: _, base64: __, length: ___, ...rest } = result.output;
  const content = contentOf('chunk', result.output);
  if (!content.ok) return content;
  const { bytes, length } = content;
  return { ok: true, record: { ...rest, length, ...(bytes && { bytes }) } };
}

function checkFrame(value: unknown): CheckedRecord {
  const result = v.safeParse(frame, value);
  if (!result.success) return { ok: false, problem: problemOf('frame', result.issues) };
  const { text: _, base64: __, length: ___, ...rest } = result.output;
  const content = contentOf('frame', result.output);
  if (!content.ok) return content;
  const { bytes = new Uint8Array(0), length } = content;
  return { ok: true, record: { ...rest, bytes, length } };
}

interface Content {
  readonly text?: string;
  readonly base64?: string;
  readonly length?: number;
}

type ReadContent =
  | { readonly ok: true; readonly bytes: Uint8Array | undefined; readonly length: number }
  | { readonly ok: false; readonly problem: string };

/** The bytes of a line, however they are written, and how many there were. */
function contentOf(kind: 'chunk' | 'frame', { text: asText, base64, length }: Content): ReadContent {
  let bytes: Uint8Array | undefined;
  try {
    if (asText !== undefined) bytes = encoder.encode(asText);
    else if (base64 !== undefined) bytes = fromBase64(base64);
  } catch {
    return { ok: false, problem: `${kind}: its base64 is damaged` };
  }
  const kept = bytes?.length ?? 0;
  if (length !== undefined && length < kept) {
    return { ok: false, problem: `${kind}: its length is less than its bytes` };
  }
  return { ok: true, bytes, length: length ?? kept };
}

/** What is wrong with a record of a kind, in words for the user: “request: its “headers” is missing”. */
function problemOf(kind: string, issues: readonly v.BaseIssue<unknown>[]): string {
  const issue = issues[0];
  const where = issue && v.getDotPath(issue);
  if (!issue || !where) return `${kind}: ${issue?.type === 'check' ? issue.message : 'it is malformed'}`;
  // The validator names what it expected by types of its own; a person looks for the field.
  if (issue.input === undefined) return `${kind}: its “${where}” is missing`;
  if (issue.type === 'check') return `${kind}: its “${where}”: ${issue.message}`;
  return `${kind}: its “${where}” cannot be ${preview(issue.input)}`;
}

function preview(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_PREVIEW ? `${text.slice(0, MAX_PREVIEW)}…` : text;
}
