/** Which addresses a rule is for. */
import type { AnswerRule } from './model.ts';

/** As `Fetch.RequestPattern` wants it, where `*` and `?` stand for others and a backslash makes the next character plain. */
export function patternOf({ url, match }: Pick<AnswerRule, 'url' | 'match'>): string {
  const plain = url.replace(/[*?\\]/g, '\\$&');
  return match === 'exact' ? plain : `${plain}*`;
}

/** For people: the method and the address, with “…” where it only begins so. */
export function whatText({ method, url, match }: Pick<AnswerRule, 'method' | 'url' | 'match'>): string {
  return `${method} ${url}${match === 'exact' ? '' : '…'}`;
}
