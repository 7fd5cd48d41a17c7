import { quoted } from '../../../format/quoted.ts';
import { listenersOf } from '../../needs/stream.ts';
import type { StreamRule } from '../../rule.ts';
import { connectionReport } from '../../toolkit/once.ts';

/** Known only after Check listeners: the page's listeners are not in what the server sent. */
export default {
  id: 'nobody-listens',
  of: 'stream',
  needs: ['eventsource', 'event-stream', 'listeners', 'content'],
  title: 'Event type nobody listens to',
  severity: 'warning',
  why: 'A named event reaches only listeners of its name, never onmessage: what the server sends is thrown away without a word.',
  fix: 'On the page, call addEventListener with this type; or on the server, leave the “event” line out, so that the type is “message”.',
  source: 'WHATWG HTML 9.2.6, dispatch the event',
  begin(stream, around) {
    return {
      report() {
        const listeners = listenersOf(stream, around.listeners);
        if (!listeners || listeners.objects === 0) return null;
        const unheard = [...stream.types()].filter((type) => !listeners.types.includes(type)).sort();
        if (unheard.length === 0) return null;
        const types = unheard.slice(0, 5).map((type) => quoted(type));
        const rest = unheard.length > types.length ? ` and ${unheard.length - types.length} more` : '';
        return connectionReport(stream, listeners.at, `Nobody listens to ${types.join(', ')}${rest}.`, {
          count: unheard.length,
        });
      },
    };
  },
} satisfies StreamRule;
