/**
 * WHATWG HTML 9.2.5 and 9.2.6 written down in strings, line by line, slow and plain: what the reader is compared with.
 * The quoted sentences are the standard's.
 */

export interface ModelResult {
  events: { type: string; data: string; lastEventId: string }[];
  comments: string[];
  retry: number | null;
  lastEventId: string;
  pending: boolean;
}

interface State extends Omit<ModelResult, 'pending'> {
  dataBuffer: string;
  eventTypeBuffer: string;
  lastEventIdBuffer: string;
}

export function modelOf(bytes: Uint8Array): ModelResult {
  // "Streams must be decoded using the UTF-8 decode algorithm", which "strips one leading UTF-8 Byte Order Mark (BOM), if any".
  const text = new TextDecoder('utf-8').decode(bytes);
  // "Lines must be separated by either a … (CRLF) character pair, a single … (LF) character, or a single … (CR) character."
  const lines = text.split(/\r\n|\n|\r/);
  // What follows the last line end is no line yet; '' where nothing does.
  const unfinished = lines.pop() ?? '';

  const state = begin();
  for (const line of lines) readLine(state, line);

  const continued = structuredClone(state);
  if (unfinished !== '') readLine(continued, unfinished);
  readLine(continued, '');
  const pending =
    continued.events.length > state.events.length || continued.lastEventId !== state.lastEventId;

  const { events, comments, retry, lastEventId } = state;
  return { events, comments, retry, lastEventId, pending };
}

function begin(): State {
  return {
    events: [],
    comments: [],
    retry: null,
    lastEventId: '',
    dataBuffer: '',
    eventTypeBuffer: '',
    lastEventIdBuffer: '',
  };
}

function readLine(state: State, line: string): void {
  const colon = line.indexOf(':');
  // "If the line is empty (a blank line): Dispatch the event, as defined below."
  if (line === '') dispatch(state);
  // "If the line starts with a U+003A COLON character (:): Ignore the line."
  else if (colon === 0) state.comments.push(withoutSpace(line.slice(1)));
  // "If the line contains a U+003A COLON character (:): … Let field be that string. … Let value be that string."
  else if (colon > 0) processField(state, line.slice(0, colon), withoutSpace(line.slice(colon + 1)));
  // "Otherwise … using the whole line as the field name, and the empty string as the field value."
  else processField(state, line, '');
}

/** "If value starts with a U+0020 SPACE character, remove it from value." */
function withoutSpace(value: string): string {
  return value.startsWith(' ') ? value.slice(1) : value;
}

function processField(state: State, field: string, value: string): void {
  // "Set the event type buffer to the field value."
  if (field === 'event') state.eventTypeBuffer = value;
  // "Append the field value to the data buffer, then append a single U+000A LINE FEED (LF) character to the data buffer."
  if (field === 'data') state.dataBuffer += `${value}\n`;
  // "If the field value does not contain U+0000 NULL, then set the last event ID buffer to the field value."
  if (field === 'id' && !value.includes('\0')) state.lastEventIdBuffer = value;
  // "If the field value consists of only ASCII digits, then interpret the field value as an integer in base ten".
  // An empty value is no integer: our choice, see RetryBuffer.
  if (field === 'retry' && /^[0-9]+$/.test(value)) state.retry = Number(value);
}

function dispatch(state: State): void {
  // "Set the last event ID string of the event source to the value of the last event ID buffer."
  state.lastEventId = state.lastEventIdBuffer;
  // "If the data buffer is an empty string, set the data buffer and the event type buffer to the empty string and return."
  if (state.dataBuffer !== '') {
    // "If the data buffer's last character is a … LF …, then remove the last character from the data buffer."
    const data = state.dataBuffer.replace(/\n$/, '');
    // "If the event type buffer has a value other than the empty string, change the type of the newly created event".
    state.events.push({ type: state.eventTypeBuffer || 'message', data, lastEventId: state.lastEventId });
  }
  // "Set the data buffer and the event type buffer to the empty string."
  state.dataBuffer = '';
  state.eventTypeBuffer = '';
}
