import type { HealthyPage } from '../page.ts';
import { bytes } from '../serving.ts';

export default {
  source: 'https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames',
  does: 'A map of vector tiles loads the six tiles of each view; it is dragged every one and a half seconds.',
  serve: () => ({
    async answer(call) {
      await call.pause(20 + (call.nth % 5) * 15);
      bytes(call, 'application/vnd.mapbox-vector-tile', 300);
    },
  }),
  page() {
    let x = 8800;
    const show = () => {
      for (let i = 0; i < 6; i++)
        void fetch(`/tiles/14/${x + (i % 3)}/${5370 + Math.floor(i / 3)}.pbf`).then((tile) =>
          tile.arrayBuffer(),
        );
      x += 3;
    };
    show();
    setInterval(show, 1500);
  },
  seconds: 7,
  rows: [],
  requests: [{ endpoint: /GET .*\/tiles\//, label: ['questions', 'list'] }],
} satisfies HealthyPage;
