/** Opens one EventSource or several, listens, and closes each at its first error unless reconnecting is the lesson. */
import { config, done, got, note, streamUrl } from './lesson.js';

const { sources = ['stream'], listen = [], reconnects = 0 } = config.page;
const states = ['CONNECTING', 'OPEN', 'CLOSED'];
let running = sources.length;

function open(path, index) {
  const name = sources.length > 1 ? `stream ${index + 1}` : undefined;
  const prefix = name ? `${name}: ` : '';
  const source = new EventSource(streamUrl(path));
  let left = reconnects;

  source.onopen = () => note(`${prefix}open`);
  for (const type of ['message', ...listen]) source.addEventListener(type, (event) => got(event, name));
  source.onerror = () => {
    note(`${prefix}error, readyState ${source.readyState} (${states[source.readyState]})`);
    if (source.readyState === EventSource.CONNECTING && left-- > 0) return;
    if (source.readyState !== EventSource.CLOSED) {
      source.close();
      note(`${prefix}the page closes it, or the browser would reconnect`);
    }
    if (--running === 0) done();
  };
}

sources.forEach(open);
