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

/** A report on a header of the answer, or on its absence. */
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
