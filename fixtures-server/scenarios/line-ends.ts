import type { Scenario } from '../scenario.ts';
import { pause, spaced } from '../steps.ts';

export default {
  id: 'line-ends',
  name: 'CR, LF and CRLF',
  group: 'How bytes become events',
  teaches:
    'A line may end in LF, CR or CRLF, and one stream may mix them. A CRLF split over two chunks is still one line end, not a blank line.',
  lookFor:
    'six events. Raw shows each line end as it was sent; the last event’s CRLFs are each split over two chunks.',
  page: { script: 'eventsource' },
  routes: {
    stream: {
      steps: [
        ...spaced(
          100,
          'data: LF\n\n',
          'data: CR\r\r',
          'data: CRLF\r\n\r\n',
          'data: CR, then LF ends\ndata: mixed\r\n\r',
          // Begins with the LF that would complete a CRLF with the CR before: it must end no further line.
          '\ndata: after a split CRLF\n\n',
          'data: every CRLF split\r',
          '\ndata: second line\r',
          '\n\r',
          '\n',
        ),
        pause(200),
      ],
    },
  },
} satisfies Scenario;
