import { type FieldCase, json, untilDone } from '../case.ts';

export default {
  source: 'https://github.com/Crocoblock/suggestions/issues/7810',
  reported:
    'While a post is edited, a plugin calls admin-ajax.php at each letter and each move of the mouse. The server is busy with it.',
  needed:
    'How often that address is asked, and that it is asked different things: the actions of an editor, no poll.',
  answer: ({ response, nth }) => json(response, { success: true, data: { shown: nth % 2 === 0 } }),
  async page() {
    const post = async (action: string, value: string, wait: number) => {
      const body = new URLSearchParams({ action, value, _nonce: '9c1d2ab3f0' });
      await (await fetch('/wp-admin/admin-ajax.php', { method: 'POST', body })).json();
      await new Promise((done) => setTimeout(done, wait));
    };
    await post('conditions', 'A', 150);
    await post('conditions', 'A t', 420);
    await post('hover_card', 'author', 90);
    await post('conditions', 'A tit', 610);
    await post('conditions', 'A title', 200);
    await post('save_draft', 'A title', 350);
    await post('hover_card', 'tags', 130);
    await post('conditions', 'A title, long', 10);
    document.title = 'done';
  },
  until: untilDone,
  rows: [],
  requests: [{ endpoint: /POST .*\/admin-ajax\.php/, label: 'questions', requests: 8 }],
  never: [/poll/i, /would be a loop/, /waits/],
} satisfies FieldCase;
