/** Where in the program a request was made, from the stack that Chromium reports with it. */
import type { Caller, Initiator, RequestRecord } from '../../tape/index.ts';

/** Places that are kept, the innermost included. With axios the page's own is the tenth (measured, axios 1 by XHR). */
const MAX_PLACES = 12;
/** Stacks that are kept to be used again: a poll comes from the same place thousands of times. */
const MAX_KNOWN = 500;

/** As much of the protocol's `Runtime.StackTrace` as is read; `parent` is the stack of what scheduled this one. */
export interface Stack {
  readonly description?: string;
  readonly callFrames: readonly {
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
    readonly functionName: string;
  }[];
  readonly parent?: Stack;
}

type Made = Pick<RequestRecord, 'initiator' | 'callers'>;

const known = new Map<string, Made>();

/**
 * The first place in a script on the stack, or on the stack of what scheduled it, and the places that called it, innermost
 * first. Neither where there is none. The same stack gives the same objects, so that a tape of many polls holds them once.
 * The protocol counts lines and columns from 0.
 */
export function initiatorOf(stack: Stack | undefined): Made {
  const places = placesOn(stack);
  if (places.length === 0) return {};
  let key = '';
  for (const { frame, async } of places)
    key += `${frame.url} ${frame.lineNumber} ${frame.columnNumber} ${frame.functionName} ${async}\n`;
  let made = known.get(key);
  if (!made) {
    if (known.size >= MAX_KNOWN) known.clear();
    made = madeOf(places);
    known.set(key, made);
  }
  return made;
}

interface Place {
  readonly frame: Stack['callFrames'][number];
  /** How it scheduled the one before it; undefined where it called that. */
  readonly async: string | undefined;
}

function placesOn(innermost: Stack | undefined): Place[] {
  const places: Place[] = [];
  for (let stack = innermost; stack; stack = stack.parent) {
    let async = stack === innermost ? undefined : (stack.description ?? '');
    for (const frame of stack.callFrames) {
      // The browser's own functions, such as Array.map, have none.
      if (frame.url === '') continue;
      places.push({ frame, async });
      if (places.length === MAX_PLACES) return places;
      async = undefined;
    }
  }
  return places;
}

function madeOf(places: readonly Place[]): Made {
  const [initiator, ...callers] = places.map(({ frame, async }, index): Caller => {
    const { url, lineNumber, columnNumber, functionName } = frame;
    const place: Initiator = { url, line: lineNumber + 1, column: columnNumber + 1, functionName };
    return async === undefined || index === 0 ? place : { ...place, async };
  });
  return { ...(initiator && { initiator }), ...(callers.length > 0 && { callers }) };
}
