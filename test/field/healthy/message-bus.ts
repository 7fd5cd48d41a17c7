/** message_bus of Discourse: a small server of its protocol, and its client as a page uses it. */
import type { HealthyPage, Served } from './page.ts';
import { bodyOf, json } from './serving.ts';

const SEPARATOR = '\r\n|\r\n';
/** When something is published, milliseconds from the first poll. */
const PUBLISHED = [700, 1500, 1600, 5200, 8100];
/** How long a poll is held, milliseconds. */
const HOLD = 4000;

/** Holds a poll until something is published; where the client lets it, what comes is written as chunks of one response. */
export function messageBus(): Served {
  let started: number | null = null;
  const since = () => Date.now() - (started ?? 0);
  return {
    async answer({ request, response, pause }) {
      const { '/news': last } = JSON.parse(await bodyOf(request)) as Record<string, number>;
      if (started === null) started = Date.now();
      const isChunked = request.headers['dont-chunk'] === undefined;
      const end = since() + HOLD;
      let next = Math.max(0, last ?? 0);
      const message = (id: number) => ({
        global_id: 100 + id,
        message_id: id,
        channel: '/news',
        data: { topic: id },
      });
      const publishedBy = (time: number) => PUBLISHED.filter((at) => at <= time).length;
      if (isChunked) {
        response.writeHead(200, {
          'content-type': 'text/plain; charset=utf-8',
          'cache-control': 'must-revalidate, private, max-age=0',
          'x-content-type-options': 'nosniff',
        });
        // The first chunk says that chunks come through.
        response.write(`[]${SEPARATOR}`);
      }
      while (since() < end && !response.destroyed) {
        await pause(25);
        const upTo = publishedBy(since());
        if (upTo === next) continue;
        const news = Array.from({ length: upTo - next }, (_, n) => message(next + n + 1));
        next = upTo;
        if (!isChunked) return json({ response }, news);
        response.write(JSON.stringify(news) + SEPARATOR);
      }
      if (isChunked) response.end();
      else json({ response }, []);
    },
  };
}

/** The client, with the adapter that its server brings along, and one subscription. */
export const messageBusClient = (isChunked: boolean): Pick<HealthyPage, 'lib' | 'page'> => ({
  lib: `
    import 'message-bus-client';
    export function subscribe() {
      const { MessageBus } = globalThis;
      MessageBus.minHiddenPollInterval = 0;
      MessageBus.enableChunkedEncoding = ${isChunked};
      MessageBus.alwaysLongPoll = true;
      MessageBus.callbackInterval = 300;
      MessageBus.ajax = (options) => {
        const xhr = new XMLHttpRequest();
        xhr.open('POST', options.url);
        for (const [name, value] of Object.entries(options.headers)) xhr.setRequestHeader(name, value);
        xhr.setRequestHeader('Content-Type', 'application/json');
        if (options.messageBus.chunked) options.messageBus.onProgressListener(xhr);
        xhr.onreadystatechange = () => {
          if (xhr.readyState !== 4) return;
          if (xhr.status === 200 && options.messageBus.chunked) options.success(xhr.responseText);
          else if (xhr.status === 200) options.success(JSON.parse(xhr.responseText));
          else options.error(xhr, xhr.statusText);
          options.complete();
        };
        xhr.send(JSON.stringify(options.data));
        return xhr;
      };
      MessageBus.subscribe('/news', () => {}, 0);
      MessageBus.start();
    }
  `,
  async page() {
    (await import(String('/lib.js'))).subscribe();
  },
});
