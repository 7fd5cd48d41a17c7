import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/authelia/authelia/issues/3221',
  reported:
    'A log view stops some time after the login ran out. The proxy that checks logins redirects the stream’s reconnect to its login page, which is HTML with status 200.',
  needed:
    'The reconnect was redirected to the login page, so the EventSource is closed for good: sign in again, and make a new one.',
  async answer(call) {
    if (call.path.startsWith('/login')) {
      call.response.writeHead(200, { 'content-type': 'text/html' });
      call.response.end('<!doctype html><title>Sign in</title><form><input name="password"></form>');
    } else if (call.nth === 1) {
      const response = eventStream(call, 'retry: 500\n\ndata: line\n\n');
      await call.pause(1000);
      response.end();
    } else {
      call.response.writeHead(302, { location: '/login?rd=/stream' }).end();
    }
  },
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('end', 2),
  rows: [
    {
      is: { connections: 2 },
      state: 'failed',
      findings: ['error wrong-type'],
      says: [/text\/html/, /after a redirect to “http.*\/login/, /log in again/],
    },
  ],
} satisfies FieldCase;
