/**
 * Reads an event stream as a careful page does that uses fetch or XHR instead of EventSource: text comes in,
 * events go out. Pages bring such a parser along themselves; the browser has none to offer.
 */
export function makeParser(onEvent) {
  let rest = '';
  let first = true;
  let skipLf = false;
  let type = '';
  let data = [];
  let id = '';
  let lastEventId = '';

  function line(text) {
    if (text === '') {
      lastEventId = id;
      if (data.length > 0) onEvent({ type: type || 'message', data: data.join('\n'), lastEventId });
      type = '';
      data = [];
      return;
    }
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    let value = colon < 0 ? '' : text.slice(colon + 1);
    if (value.startsWith(' ')) value = value.slice(1);
    if (field === 'data') data.push(value);
    else if (field === 'event') type = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  }

  return (text) => {
    if (text === '') return;
    if (first && text.startsWith('\ufeff')) text = text.slice(1);
    first = false;
    // The LF of a CRLF whose CR ended the text before.
    if (skipLf && text.startsWith('\n')) text = text.slice(1);
    skipLf = text.endsWith('\r');
    const lines = (rest + text).split(/\r\n|\r|\n/);
    rest = lines.pop();
    for (const one of lines) line(one);
  };
}
