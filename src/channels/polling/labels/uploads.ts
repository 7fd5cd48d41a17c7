import { headerValue } from '../../../format/headers.ts';
import { count } from '../../../format/numbers.ts';
import type { RequestRecord } from '../../../tape/index.ts';
import type { AnyQuestionRule } from './label.ts';

/** Files and forms, whole or in parts. */
export default {
  label: 'uploads',
  judge({ steps }) {
    if (!steps.every(({ exchange }) => isUpload(exchange.request))) return null;
    return {
      sureness: 'certain',
      why: [
        `Each of the latest ${count(steps.length)} requests sends a file, a part of one, or a form with files.`,
      ],
    };
  },
} satisfies AnyQuestionRule;

const TEXTUAL = /^(text\/|application\/(json|x-www-form-urlencoded|[\w.-]+\+json|xml|graphql))/i;

function isUpload({ method, headers, body, hasOtherBody }: RequestRecord): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  const type = headerValue(headers, 'content-type');
  if (headerValue(headers, 'content-range') !== null) return true;
  if (/^multipart\/form-data/i.test(type ?? '')) return true;
  if (hasOtherBody) return true;
  return body === undefined && type !== null && !TEXTUAL.test(type);
}
