/** Opens seven streams on a host that gives six; says so once the six have sent something and the seventh waits. */
import { button, config, done, got, note, streamUrl } from './lesson.js';

const open = new Set();
const sources = [];

function start(number) {
  const source = new EventSource(streamUrl(`/s/${config.id}/stream?stream=${number}`, config.origins.six));
  sources.push(source);
  source.onopen = () => note(`stream ${number}: open`);
  source.onmessage = (event) => {
    got(event, `stream ${number}`);
    open.add(number);
    if (open.size === 6 && sources.length === 7) {
      const waiting = sources.findIndex(({ readyState }) => readyState === EventSource.CONNECTING) + 1;
      if (waiting > 0)
        done(`Six streams are open; stream ${waiting} is still CONNECTING, without an error.`, {
          showing: false,
        });
    }
  };
  source.onerror = () => {
    note(`stream ${number}: error, readyState ${source.readyState}`);
    source.close();
  };
}

for (let number = 1; number <= 7; number++) start(number);

const close = button('Close stream 1', () => {
  sources[0].close();
  close.disabled = true;
  note('stream 1: closed by the page');
});
