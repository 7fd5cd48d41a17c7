import { bodyOf, type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/civicrm/civicrm-wordpress/pull/214',
  reported:
    'Administration pages post a heartbeat to admin-ajax.php, and the server is busy with it. The fix makes it rarer.',
  needed: 'A loop by POST, and its interval. The nonce in the body changes nothing about it.',
  async answer({ request, response, nth }) {
    await bodyOf(request);
    json(response, { 'wp-auth-check': true, server_time: 1595400000 + nth });
  },
  async page() {
    for (let beat = 0; beat < 9; beat++) {
      const asked = { action: 'heartbeat', interval: '60', has_focus: 'true', screen_id: 'civicrm' };
      const body = new URLSearchParams({ ...asked, _nonce: Math.random().toString(16).slice(2, 12) });
      fetch('/wp-admin/admin-ajax.php', { method: 'POST', body }).then((response) => response.json());
      await new Promise((done) => setTimeout(done, 600));
    }
    document.title = 'done';
  },
  until: untilDone,
  rows: [{ is: { transport: 'poll', connections: 9, events: 9 }, state: 'open', findings: [] }],
  requests: [],
} satisfies FieldCase;
