import { count } from '../../../format/numbers.ts';
import type { AnyQuestionRule } from './label.ts';

/** Parts of a file, as a video player asks for them (RFC 9110, 14.2 and 15.3.7). */
export default {
  label: 'ranges',
  judge({ steps }) {
    const ranges = steps.filter(
      ({ exchange, question }) => question.params.has('range') || exchange.response?.status === 206,
    );
    if (ranges.length < steps.length) return null;
    return {
      sureness: 'certain',
      why: [
        `Each of the latest ${count(steps.length)} requests asks for a part of a file or list (Range, 206).`,
      ],
    };
  },
} satisfies AnyQuestionRule;
