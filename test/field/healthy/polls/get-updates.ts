import type { HealthyPage } from '../page.ts';
import { json, urlOf } from '../serving.ts';

/** When an update comes, milliseconds from the first request. */
const UPDATES = [600, 3100, 3300, 9000];
/** How long a request is held where nothing comes, milliseconds. */
const HOLD = 3000;

export default {
  source: 'https://core.telegram.org/bots/api#getupdates',
  does: 'Long polling with an offset: a request is held until there is an update or the time is over, and the next asks from there on.',
  serve: () => {
    let started: number | null = null;
    return {
      async answer(call) {
        if (started === null) started = Date.now();
        const begun = started;
        const offset = Number(urlOf(call).searchParams.get('offset'));
        const there = () =>
          UPDATES.filter((at) => at <= Date.now() - begun).map((at, id) => ({ update_id: id + 1, at }));
        const end = Date.now() + HOLD;
        let result = there().slice(offset);
        while (result.length === 0 && Date.now() < end) {
          await call.pause(20);
          result = there().slice(offset);
        }
        json(call, { ok: true, result });
      },
    };
  },
  async page() {
    for (let offset = 0; ; ) {
      const response: Response = await fetch(`/bot/getUpdates?timeout=3&offset=${offset}`);
      const { result } = (await response.json()) as { result: { update_id: number }[] };
      offset = result.at(-1)?.update_id ?? offset;
    }
  },
  seconds: 13,
  rows: [{ kind: 'long poll', transport: ['poll'], url: /getUpdates/, notes: ['poll-headers'] }],
} satisfies HealthyPage;
