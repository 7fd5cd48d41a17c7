import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/particle-iot/particle-api-js/issues/9',
  reported:
    'All calls of an SDK work but its event stream. The client sets Cache-Control, which needs permission for another origin.',
  needed:
    'Which header the preflight did not allow. A native EventSource would not send it as one of the page’s own.',
  isLive: true,
  answer({ response, places }) {
    response.writeHead(200, {
      'access-control-allow-origin': places.own,
      'access-control-allow-headers': 'authorization',
    });
    response.end();
  },
  page: ({ other }) =>
    fetch(`${other}/v1/events`, { headers: { accept: 'text/event-stream', 'cache-control': 'no-cache' } }),
  until: (capture) => capture.until('end'),
  rows: [
    {
      state: 'failed',
      findings: ['error cors-refused'],
      says: [/cache-control/, /preflight/, /did not leave/],
      never: [/not allow the header “last-event-id”/],
    },
  ],
} satisfies FieldCase;
