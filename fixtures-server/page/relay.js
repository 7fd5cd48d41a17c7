/** Opens a stream, and passes its events on as plain objects. For workers and iframes, which have no table. */
export function relay(url, post) {
  const source = new EventSource(url);
  source.onopen = () => post({ note: 'open' });
  source.onmessage = ({ type, data, lastEventId }) => post({ event: { type, data, lastEventId } });
  source.onerror = () => {
    post({ note: `error, readyState ${source.readyState}` });
    source.close();
    post({ over: true });
  };
}
