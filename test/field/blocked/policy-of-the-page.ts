import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/mastodon/mastodon/issues/24885',
  reported:
    'A streaming server has an address of its own. The page’s policy lists that address for WebSockets only, so its EventSource is stopped.',
  needed: 'Nothing left the browser: connect-src of the page’s policy does not list this origin.',
  answer({ response, places }) {
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-security-policy': `connect-src 'self' ${places.other.replace('http', 'ws')}`,
    });
    response.end(`<script>new EventSource('${places.other}/api/v1/streaming/public')</script>`);
  },
  page() {
    const frame = document.createElement('iframe');
    frame.src = '/home';
    document.documentElement.append(frame);
  },
  until: (capture) => capture.until('end'),
  rows: [
    {
      state: 'failed',
      findings: ['error cors-refused'],
      says: [/Content-Security-Policy/, /connect-src/, /Nothing left the browser/],
      never: [/Access-Control|server/],
    },
  ],
} satisfies FieldCase;
