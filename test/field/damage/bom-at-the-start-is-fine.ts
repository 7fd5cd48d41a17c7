import { eventStream, type FieldCase } from '../case.ts';

export default {
  source: 'https://github.com/openai/openai-python/pull/3819',
  reported: 'A stream begins with a byte order mark, and one client loses its first event.',
  needed: 'Nothing, for a browser: the standard strips it.',
  answer: (call) => void eventStream(call, '\ufeffdata: first\n\ndata: second\n\n'),
  page: () => new EventSource('/stream'),
  until: (capture) => capture.until('chunk'),
  rows: [{ is: { events: 2 }, state: 'open', findings: [], never: [/byte order mark/i] }],
} satisfies FieldCase;
