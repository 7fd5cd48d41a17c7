import type { FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/shuv1337/oc-web/issues/143',
  reported:
    'The console names text/html instead of an event stream, over and over. The proxy had passed on an error page of the back end.',
  needed: 'Which page came, with its title, how many attempts there were, and with which pauses.',
  answer({ response }) {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(
      '<!doctype html><title>401 Authorization Required</title><h1>401 Authorization Required</h1>',
    );
  },
  page() {
    let pause = 500;
    const open = () => {
      const source = new EventSource('/api/events');
      source.onerror = () => {
        source.close();
        setTimeout(open, pause);
        pause *= 2;
      };
    };
    open();
  },
  until: (capture) => capture.until('end', 4),
  rows: [{ is: { connections: 4 }, state: 'failed', findings: ['error wrong-type'], says: [/text\/html/] }],
} satisfies FieldCase;
