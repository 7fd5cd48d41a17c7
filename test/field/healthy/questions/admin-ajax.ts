import type { HealthyPage } from '../page.ts';
import { bodyOf, json } from '../serving.ts';

export default {
  source: 'https://developer.wordpress.org/plugins/javascript/heartbeat-api/',
  does: 'WordPress: the heartbeat, and between its beats other actions of the editor, by the same line to the same admin-ajax.php.',
  serve: () => ({
    async answer(call) {
      const form = new URLSearchParams(await bodyOf(call.request));
      await call.pause(60);
      if (form.get('action') === 'heartbeat')
        json(call, { server_time: 1_700_000_000 + call.nth, 'wp-auth-check': true });
      else json(call, { success: true, data: { for: form.get('action'), n: call.nth } });
    },
  }),
  page() {
    const post = (data: Readonly<Record<string, string>>) => {
      const xhr = new XMLHttpRequest();
      xhr.open('POST', '/wp-admin/admin-ajax.php');
      xhr.setRequestHeader('content-type', 'application/x-www-form-urlencoded; charset=UTF-8');
      xhr.send(new URLSearchParams(data).toString());
    };
    const beat = {
      action: 'heartbeat',
      _nonce: '5d1f0a7c2e',
      interval: '15',
      screen_id: 'post',
      has_focus: 'true',
    };
    setInterval(() => post(beat), 1500);
    const others: [number, Record<string, string>][] = [
      [700, { action: 'sample-permalink', post_id: '12', new_title: 'Hello' }],
      [2100, { action: 'ajax-tag-search', tax: 'post_tag', q: 'ne' }],
      [2900, { action: 'ajax-tag-search', tax: 'post_tag', q: 'news' }],
      [5300, { action: 'query-attachments', post_id: '12', 'query[paged]': '1' }],
      [6900, { action: 'query-attachments', post_id: '12', 'query[paged]': '2' }],
      [8200, { action: 'wp-link-ajax', search: 'about', page: '1' }],
    ];
    for (const [at, data] of others) setTimeout(() => post(data), at);
  },
  seconds: 11,
  rows: [
    {
      kind: 'short poll',
      transport: ['poll'],
      url: /admin-ajax\.php/,
      notes: ['poll-short', 'poll-headers'],
    },
  ],
  requests: [{ endpoint: /POST .*\/admin-ajax\.php/, label: ['questions'] }],
} satisfies HealthyPage;
