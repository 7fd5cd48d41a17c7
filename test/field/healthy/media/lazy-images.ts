import type { HealthyPage } from '../page.ts';
import { bytes } from '../serving.ts';

export default {
  source: 'https://developer.mozilla.org/en-US/docs/Web/Performance/Guides/Lazy_loading',
  does: 'A gallery behind a login loads each picture by fetch as it comes into view. The reader scrolls at an even pace.',
  serve: () => ({
    async answer(call) {
      await call.pause(60);
      bytes(call, 'image/webp', 900, 200, { 'cache-control': 'private, max-age=3600' });
    },
  }),
  page() {
    const load = (name: string) =>
      fetch(`/pictures/${name}.webp`, { headers: { authorization: 'Bearer x' } })
        .then((response) => response.blob())
        .then((blob) => {
          const picture = new Image();
          picture.src = URL.createObjectURL(blob);
          document.body.append(picture);
        });
    const names = 'oak elm ash fir yew box bay fig pine palm plum pear lime'.split(' ');
    setInterval(() => {
      const name = names.shift();
      if (name) void load(name);
    }, 700);
  },
  seconds: 9,
  rows: [],
  // Each address is asked for once: nothing repeats.
} satisfies HealthyPage;
