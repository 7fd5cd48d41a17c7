/** Receives the same messages over each transport, and computes how late they come; server and page share one clock. */
import { button, config, done, got, note, say, streamUrl } from './lesson.js';

const query = new URLSearchParams(location.search);
const count = Number(query.get('count') ?? 20);

/** By transport, each message as it came: its number, when it was sent, and when it was here (milliseconds since 1970). */
window.arrivals = { sse: [], poll: [], websocket: [] };

function take(transport, text, lastEventId) {
  const { number, sent } = JSON.parse(text);
  window.arrivals[transport].push({ number, sent, at: performance.timeOrigin + performance.now() });
  got({ type: 'message', lastEventId, data: text.slice(0, 200) }, transport);
}

function overSse() {
  const source = new EventSource(streamUrl('stream'));
  return new Promise((resolve) => {
    source.onmessage = ({ data, lastEventId }) => {
      take('sse', data, lastEventId);
      if (window.arrivals.sse.length < count) return;
      source.close();
      resolve();
    };
    source.onerror = () => {
      source.close();
      note('SSE: error before the last message');
      resolve();
    };
  });
}

async function overPolls() {
  const { poll } = window.arrivals;
  for (;;) {
    const response = await fetch(streamUrl(`poll?cursor=${poll.length}`));
    if (!response.ok) {
      note(`polling: status ${response.status}`);
      return;
    }
    // Until the server says that nothing follows.
    if (response.status === 204) return;
    for (const message of await response.json()) take('poll', JSON.stringify(message), '');
  }
}

function overSocket() {
  const url = new URL(streamUrl('socket'));
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  return new Promise((resolve) => {
    socket.onmessage = ({ data }) => {
      take('websocket', data, '');
      if (window.arrivals.websocket.length === count) socket.close(1000);
    };
    socket.onclose = () => resolve();
  });
}

const isH2 = location.origin === config.origins.h2;
button(isH2 ? 'Run over HTTP/1.1' : 'Run over HTTP/2', () => {
  query.delete('run');
  location.assign(`${isH2 ? config.origins.main : config.origins.h2}${location.pathname}?${query}`);
});

const ways = { sse: overSse, poll: overPolls, websocket: overSocket };
const only = query.get('only');
const chosen = Object.entries(ways).filter(([name]) => only === null || only === name);
say(`Running ${chosen.map(([name]) => name).join(' and ')}…`);
await Promise.all(chosen.map(([, run]) => run()));

for (const [name] of chosen) {
  const delays = window.arrivals[name].map(({ sent, at }) => at - sent).sort((a, b) => a - b);
  const within = (share) => (delays[Math.floor((delays.length - 1) * share)] ?? 0).toFixed(2);
  note(`${name}: ${delays.length} messages, half within ${within(0.5)} ms, 95 % within ${within(0.95)} ms`);
}
done();
