import { isOwnFault, networkError, remedyOf } from '../../channels/index.ts';
import type { Report } from '../finding.ts';

/** A report on a connection as a whole, or on a socket, known since `at` (tape time, milliseconds). */
export function connectionReport(
  { id }: { readonly id: string },
  at: number,
  statement: string,
  change: Partial<Report> = {},
): Report {
  return {
    statement,
    count: 1,
    evidence: [{ kind: 'connection', connection: id, text: 'connection' }],
    since: at,
    at,
    ...change,
  };
}

/** A report on a header of the response, or on its absence. */
export function headerReport(
  stream: { readonly id: string },
  at: number,
  name: string,
  statement: string,
  change: Partial<Report> = {},
): Report {
  const evidence = [{ kind: 'header', connection: stream.id, name, text: name }] as const;
  return connectionReport(stream, at, statement, { evidence, ...change });
}

/** What changes of a report on a WebSocket's failure where only the computer that runs the browser is to blame. */
export function ownFault(error: string | undefined): Partial<Report> {
  const cause = networkError(error);
  const fix = isOwnFault(cause) ? remedyOf(cause) : null;
  return fix === null ? {} : { severity: 'note', fix };
}
