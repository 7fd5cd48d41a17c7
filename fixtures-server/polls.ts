/** How lessons respond to polls: one script of responses. The cursor is a place in it. */
import type { ScenarioRequest, ScenarioResponse, Step } from './scenario.ts';
import { write } from './steps.ts';

/** One response to a poll, held for `held` milliseconds. */
export interface PollResponse {
  readonly held: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; or the steps of the body. Nothing for a response without a body. */
  readonly json?: unknown;
  readonly steps?: readonly Step[];
}

/** Cursors look like t0, t1, …: a name for a place, no number that counts. */
function placeOf(cursor: string | null | undefined): number {
  return Number(/^t(\d+)$/.exec(cursor ?? '')?.[1] ?? 0);
}

/** Responds with the entry at the cursor; the header X-Next says where the page continues. */
export function responseAt(
  cursor: string | null | undefined,
  answers: readonly PollResponse[],
): ScenarioResponse {
  const place = Math.min(placeOf(cursor), answers.length - 1);
  const { held, status = 200, headers = {}, json, steps } = answers[place] as PollResponse;
  const body = steps ?? (json === undefined ? [] : [write(JSON.stringify(json))]);
  return {
    status,
    wait: held,
    headers: {
      ...(body.length > 0 && { 'content-type': 'application/json' }),
      'cache-control': 'no-store',
      'x-next': `t${place + 1}`,
      ...headers,
    },
    steps: body,
  };
}

/** The cursor of a POST's JSON body. */
export function bodyCursor({ body }: ScenarioRequest): string | null {
  const found = /"cursor":\s*"(t\d+)"/.exec(body);
  return found?.[1] ?? null;
}
