import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

const megabyte = 1_048_576;

export default {
  id: 'hostile-text',
  name: 'Hostile text',
  group: 'How bytes become events',
  teaches:
    'A stream can carry hostile text: markup, control characters, text that reverses its direction, a line of a million characters.',
  lookFor:
    'all of it as harmless text. No alert, nothing red or bold, the grid in order, and the long line quick to open.',
  page: { script: 'eventsource', listen: ['<b>bold</b>'] },
  routes: {
    stream: {
      steps: [
        ...spaced(
          50,
          'id: 1\ndata: <script>alert("from the stream")</script>\n\n',
          'id: 2\ndata: <img src=x onerror="alert(1)"><style>*{color:red !important}</style>\n\n',
          'event: <b>bold</b>\nid: <i>3</i>\ndata: {"__proto__":{"polluted":true},"constructor":"<b>x</b>"}\n\n',
          'id: 4\ndata: \u0000\u0001\u0007\u0008\u001b[31mred\u001b[0m\u007f\u0085\u009b\n\n',
          'id: 5\ndata: invoice_\u202egpj.exe\n\n',
          'id: 6\ndata: zero\u200bwidth\u2060 and \u2028 and \u2029 are no line ends here\n\n',
          `id: 7\ndata: Z${'\u0301'.repeat(200)}algo\n\n`,
          'id: 8\ndata: =HYPERLINK("http://example.invalid","formula")\n\n',
          `id: 9\ndata: ${'x'.repeat(megabyte)}\n\n`,
          `event: ${'long-type-'.repeat(100)}\nid: ${'9'.repeat(1000)}\ndata: long type and ID\n\n`,
          'id: 11\ndata: the end\n\n',
        ),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
