import type { StreamChannel } from '../channels/index.ts';
import type { Report } from './rule.ts';

/** A report on a connection as a whole, known since `at` (tape time, milliseconds). */
export function aboutConnection(
  stream: StreamChannel,
  at: number,
  statement: string,
  change: Partial<Report> = {},
): Report {
  return {
    statement,
    count: 1,
    evidence: [{ kind: 'connection', connection: stream.id, text: 'connection' }],
    since: at,
    at,
    ...change,
  };
}

/** A report on a header of the answer, or on its absence. */
export function aboutHeader(
  stream: StreamChannel,
  at: number,
  name: string,
  statement: string,
  change: Partial<Report> = {},
): Report {
  const evidence = [{ kind: 'header', connection: stream.id, name, text: name }] as const;
  return aboutConnection(stream, at, statement, { evidence, ...change });
}
