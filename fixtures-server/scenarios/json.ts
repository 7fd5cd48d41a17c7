import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

export default {
  id: 'json',
  name: 'JSON data',
  group: 'First steps',
  teaches:
    'Most streams carry JSON. JSON.parse would silently change some of these numbers. The panel should show what the server sent.',
  lookFor:
    'the Data tree, with 12345678901234567890 and 1.10 just as they were written. One message is JSON over three data lines, and one only looks like JSON.',
  page: { script: 'eventsource', listen: ['order', 'numbers'] },
  routes: {
    stream: {
      steps: [
        ...spaced(
          150,
          'event: order\nid: 1\ndata: {"order":{"id":"A-17","items":[{"sku":"tea","count":2,"price":1.10},{"sku":"cup","count":1,"price":14.00}],"paid":true,"note":null}}\n\n',
          'event: numbers\nid: 2\ndata: {"big":12345678901234567890,"price":1.10,"tiny":1e-400,"huge":1E400,"minusZero":-0}\n\n',
          'id: 3\ndata: {\ndata:   "pretty": true\ndata: }\n\n',
          'id: 4\ndata: {"twice":1,"twice":2,"":"empty key","a.b":"dot","emoji":"\\ud83d\\ude00 😀"}\n\n',
          'id: 5\ndata: [1,[2,[3,[4,[5,[]]]]],{}]\n\n',
          'id: 6\ndata: "only a string"\n\n',
          'id: 7\ndata: {"broken": \n\n',
        ),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
