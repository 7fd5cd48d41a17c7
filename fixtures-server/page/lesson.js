/** What every lesson's page shares: its tables, its state, and the addresses of its streams. */
import { appendVisible } from './visible.js';
import { showWritten } from './written.js';

export const config = JSON.parse(document.getElementById('config').textContent);

const query = new URLSearchParams(location.search);

/** The name under which the server keeps what it writes for this page. */
export const run = query.get('run') ?? crypto.randomUUID();

// Tests read these; see also `data-state` on the body.
window.received = [];

const state = document.getElementById('state');
const received = document.querySelector('#received tbody');
const mostRows = 300;

/** The address of a stream of this lesson. The page's own parameters are passed on to it. */
export function streamUrl(path = 'stream', base = location.href) {
  const url = new URL(path, base);
  for (const [name, value] of query) if (!url.searchParams.has(name)) url.searchParams.append(name, value);
  url.searchParams.set('run', run);
  return url.href;
}

function addRow(row) {
  received.append(row);
  while (received.rows.length > mostRows) received.deleteRow(0);
}

/** Notes an event, as the page's script received it. */
export function got({ type, data, lastEventId }, source) {
  window.received.push(
    source === undefined ? { type, data, lastEventId } : { type, data, lastEventId, source },
  );
  const row = document.createElement('tr');
  for (const text of [type, lastEventId, data]) appendVisible(row.insertCell(), String(text));
  if (source !== undefined) row.cells[0].append(` (${source})`);
  addRow(row);
}

/** Notes anything else that happened: open, error, a state. */
export function note(text) {
  const row = document.createElement('tr');
  row.className = 'note';
  const cell = row.insertCell();
  cell.colSpan = 3;
  cell.textContent = text;
  addRow(row);
}

/** Says what the lesson is doing. */
export function say(text) {
  state.textContent = text;
}

/** Adds a button beside "Run again". */
export function button(label, onClick) {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  element.addEventListener('click', onClick);
  document.getElementById('controls').append(element);
  return element;
}

function written() {
  return showWritten(`${config.origins.main}/written?run=${encodeURIComponent(run)}`);
}

/** The lesson is over: nothing more will be received. */
export function done(text = 'Done.', { showing = true } = {}) {
  if (document.body.dataset.state === 'done') return;
  document.body.dataset.state = 'done';
  say(text);
  // Requested once, when all is over: repeated requests would look like a poll loop in the panel.
  if (!showing) return;
  document.getElementById('show-written').hidden = true;
  void written();
}

document.getElementById('show-written').addEventListener('click', () => void written());
document.getElementById('again').addEventListener('click', () => {
  // A new run id each time, so that the two accounts do not mix.
  query.delete('run');
  const rest = query.toString();
  location.assign(location.pathname + (rest && `?${rest}`));
});
