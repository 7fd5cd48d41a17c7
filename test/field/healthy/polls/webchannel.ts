import type { HealthyPage } from '../page.ts';
import { bodyOf, urlOf } from '../serving.ts';

/** When the server has something to tell, milliseconds from the first request. */
const TOLD = [900, 1400, 5000, 9500];
/** How long the back channel is held where there is nothing, milliseconds. */
const HOLD = 4000;

/** A message as WebChannel frames it: its length, and a list of numbered arrays. */
const framed = (value: unknown): string => {
  const text = JSON.stringify(value);
  return `${text.length}\n${text}`;
};

export default {
  source: 'https://firebase.google.com/docs/reference/js/firestore_.firestoresettings',
  does: 'Firestore where long polling is forced: a back channel whose response ends with each message or a “noop”, and a forward channel for what the page sends.',
  serve: () => {
    let started: number | null = null;
    let arrayId = 0;
    return {
      async answer({ request, response, path, pause }) {
        if (started === null) started = Date.now();
        const begun = started;
        const head = {
          'content-type': 'text/plain; charset=utf-8',
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        };
        const { searchParams } = urlOf({ path });
        if (request.method === 'POST') {
          await bodyOf(request);
          const isNew = !searchParams.has('SID');
          response
            .writeHead(200, head)
            .end(framed(isNew ? [[0, ['c', 'Wq8z1Tf', '', 8, 12, 30_000]]] : [1, arrayId, 7]));
          return;
        }
        const heard = Number(searchParams.get('CI_AID'));
        const told = () => TOLD.filter((at) => at <= Date.now() - begun).length;
        const end = Date.now() + HOLD;
        while (told() <= heard && Date.now() < end) await pause(20);
        const isNews = told() > heard;
        const message = isNews ? { targetChange: { resumeToken: `CgkI${told()}` } } : 'noop';
        response.writeHead(200, { ...head, 'x-told': String(told()) }).end(framed([[++arrayId, [message]]]));
      },
    };
  },
  async page() {
    const base = '/google.firestore.v1.Firestore/Listen/channel?VER=8&database=projects%2Fp';
    const zx = () => Math.random().toString(36).slice(2, 14);
    const post = async (query: string, body: string) =>
      (await fetch(`${base}&${query}&CVER=22&zx=${zx()}&t=1`, { method: 'POST', body })).text();
    await post(
      'RID=48211',
      'headers=X-Goog-Api-Client:gl-js&count=1&ofs=0&req0___data__=%7B%22addTarget%22%3A1%7D',
    );
    [1200, 6000].forEach((at, n) => {
      const body = `count=1&ofs=${n + 1}&req0___data__=%7B%22n%22%3A${n}%7D`;
      setTimeout(post, at, `SID=Wq8z1Tf&RID=${48212 + n}&AID=${n}`, body);
    });
    let told = '0';
    for (let aid = 0; ; aid++) {
      const response = await fetch(
        `${base}&RID=rpc&SID=Wq8z1Tf&AID=${aid}&CI=1&CI_AID=${told}&TYPE=xmlhttp&zx=${zx()}&t=1`,
      );
      await response.text();
      told = response.headers.get('x-told') ?? told;
    }
  },
  seconds: 14,
  rows: [{ kind: 'long poll', transport: ['poll'], url: /RID=rpc/, notes: ['poll-headers'] }],
  requests: [{ endpoint: /POST .*\/channel/, label: ['sends', 'questions'] }],
} satisfies HealthyPage;
