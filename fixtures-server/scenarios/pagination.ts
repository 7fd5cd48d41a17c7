import { responseAt } from '../polls.ts';
import type { Scenario } from '../scenario.ts';
import { countOf } from '../steps.ts';

/** Three things a page. */
const things = (page: number) =>
  [1, 2, 3].map((n) => ({ id: (page - 1) * 3 + n, name: `thing ${(page - 1) * 3 + n}` }));

export default {
  id: 'pagination',
  name: 'A list read page by page: no poll loop',
  group: 'Polling',
  teaches:
    'A page that reads a list in pieces also requests one address again and again, at once after each response. It does not poll: the number counts up, every response is full, and the list ends.',
  lookFor: 'no row in Streams. The grid Requests below it has one, with the reason why it is no loop.',
  page: { script: 'poll', poll: { by: 'page', rounds: 6 } },
  routes: { poll: (ask) => responseAt(null, [{ held: 250, json: things(countOf(ask, 'page', 1, 99)) }]) },
} satisfies Scenario;
