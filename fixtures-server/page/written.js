/** The table of what the server wrote. */
import { appendVisible, bytesToText } from './visible.js';

const encoder = new TextEncoder();
const mostRows = 300;

const endings = {
  end: 'finished by the server',
  reset: 'reset by the server',
  cut: 'closed by the server before the end',
  left: 'closed by the browser',
};

function bytesOf(chunk) {
  if ('text' in chunk) return encoder.encode(chunk.text);
  return Uint8Array.from(atob(chunk.base64), (character) => character.charCodeAt(0));
}

function line(tbody, text, className) {
  const row = tbody.insertRow();
  row.className = className;
  const cell = row.insertCell();
  cell.colSpan = 3;
  cell.textContent = text;
}

function milliseconds(from, to) {
  return `${Math.max(0, to - from).toLocaleString('en', { maximumFractionDigits: 0 })} ms`;
}

/** Requests the run's account from the server and shows it; times count from each connection's request. */
export async function showWritten(url) {
  const table = document.getElementById('written');
  const tbody = table.tBodies[0];
  const response = await fetch(url);
  const connections = await response.json();
  tbody.replaceChildren();
  table.hidden = false;
  if (connections.length === 0) line(tbody, 'No request for a stream reached the server.', 'note');
  let rows = 0;
  for (const connection of connections) {
    const { method, path, status, lastEventId, openedAt, ending, endedAt } = connection;
    const id = lastEventId === null ? '' : `, Last-Event-ID: ${lastEventId}`;
    line(tbody, `Request ${connection.connection}: ${method} ${path}${id} → ${status}`, 'connection');
    for (const chunk of connection.chunks) {
      if (++rows > mostRows) continue;
      const row = tbody.insertRow();
      row.insertCell().textContent = milliseconds(openedAt, chunk.at);
      row.insertCell().textContent = chunk.length.toLocaleString('en');
      row.cells[0].className = row.cells[1].className = 'number';
      appendVisible(row.insertCell(), bytesToText(bytesOf(chunk)));
    }
    line(tbody, ending ? `${milliseconds(openedAt, endedAt)}: ${endings[ending]}` : 'still open', 'note');
  }
  if (rows > mostRows) line(tbody, `${rows - mostRows} more writes are not shown.`, 'note');
  document.body.dataset.written = 'shown';
}
