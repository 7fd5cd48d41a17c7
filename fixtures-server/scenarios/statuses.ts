import type { Scenario } from '../scenario.ts';
import { write } from '../steps.ts';

/** A lesson about a status that opens no stream. */
function refusal(
  status: 204 | 404 | 500,
  name: string,
  teaches: string,
  lookFor: string,
  body: string,
): Scenario {
  return {
    id: `status-${status}`,
    name,
    group: 'Endings and refusals',
    teaches,
    lookFor,
    page: { script: 'eventsource' },
    routes: {
      stream: {
        status,
        ...(body ? { headers: { 'content-type': 'text/plain; charset=utf-8' } } : {}),
        steps: body ? [write(body)] : [],
      },
    },
  };
}

export const status204 = refusal(
  204,
  '204 No Content',
  'With a 204 the server stops the client. The page gets one error, and the browser does not reconnect.',
  'a connection with status 204, closed for good.',
  '',
);

export const status404 = refusal(
  404,
  '404 Not Found',
  'Every status but 200 fails for good. The page only gets an error without a reason. No script can read the status.',
  'the status 404, and that it will not be retried.',
  'There is no such stream.\n',
);

export const status500 = refusal(
  500,
  '500 Internal Server Error',
  'Even a temporary fault of the server ends an EventSource for good: after a 500 the browser does not reconnect.',
  'the status 500, and that it will not be retried.',
  'Something went wrong.\n',
);
