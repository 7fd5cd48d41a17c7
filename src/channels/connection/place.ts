/** Where in the program a request was made, and whether two were made at one place. */
import type { Caller, Initiator, RequestRecord } from '../../tape/index.ts';

/** The line that made a request, as a key: script, line and column; '' where the browser did not say it. */
export function placeOf({ initiator }: Pick<RequestRecord, 'initiator'>): string {
  return initiator ? `${initiator.url}:${initiator.line}:${initiator.column}` : '';
}

/** The line that made a request and what called it, innermost first; empty where the browser did not say it. */
export function stackOf({ initiator, callers = [] }: RequestRecord): readonly Caller[] {
  return initiator ? [initiator, ...callers] : [];
}

/** Whether the same line made two requests, as far as that is known of both. */
export function samePlace(one: RequestRecord, other: RequestRecord): boolean {
  return !one.initiator || !other.initiator || isSameLine(one.initiator, other.initiator);
}

/**
 * The line of a page, an iframe or a worker that opened a connection, as a key: two with the same were opened by the same line of the same
 * one. Null where the browser did not say it. Of a WebSocket Chromium does not say which iframe opened it.
 */
export function openerOf(request: RequestRecord): string | null {
  if (!request.initiator || request.context.kind === 'unknown') return null;
  return `${request.context.id} ${placeOf(request)}`;
}

/**
 * Whether two requests of one line came by different callers of it, as those of two pollers through one wrapper do.
 * False wherever one loop can have made both: its first round is called by what starts it, the later ones by a timer, a
 * promise or itself. docs/polling.md has the rule in words.
 * @param one the stack of a request ({@link stackOf}), and so `other`; the innermost place is the same.
 */
export function callersDiffer(one: readonly Caller[], other: readonly Caller[]): boolean {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && isSameCall(one[at], other[at])) at++;
  const [a, b] = [one[at], other[at]];
  if (!a || !b) return false;
  // Called by a function, and scheduled by it or another: a first round and a later one.
  if (a.async !== b.async) return false;
  // At the bottom of its task: what had it run (an event, a timer) is not known.
  if ((at === one.length - 1) !== (at === other.length - 1)) return false;
  return !continues(one, other, at) && !continues(other, one, at);
}

/** Whether a stack shows that it is a later round of what the other began: a function calls itself, or schedules what it had called. */
function continues(stack: readonly Caller[], other: readonly Caller[], at: number): boolean {
  const first = other[at];
  return stack.some((caller, index) => {
    if (index < at) return false;
    if (caller.async !== undefined && isSameFunction(caller, first)) return true;
    return stack.slice(0, at).some((inner) => isSameFunction(caller, inner));
  });
}

function isSameCall(a: Caller | undefined, b: Caller | undefined): boolean {
  return a !== undefined && b !== undefined && isSameLine(a, b) && a.async === b.async;
}

/** By its name; two of one name in one script count as one, and where it has none the place of the call decides. */
function isSameFunction(a: Caller, b: Caller | undefined): boolean {
  if (a.url !== b?.url) return false;
  return a.functionName === '' ? isSameLine(a, b) : a.functionName === b.functionName;
}

function isSameLine(a: Initiator, b: Initiator): boolean {
  return a.line === b.line && a.column === b.column && a.url === b.url;
}
