import type { Finding, PanelHost } from '../../types.ts';
import { useHost } from '../state/context.ts';

/** Findings of a channel, apart by whether the user wants to hear of them. */
export interface FindingsOf {
  readonly heard: readonly Finding[];
  readonly muted: readonly Finding[];
}

/** What there is to say of a channel; draws again whenever something changed. */
export function useFindings(channel: string | null): FindingsOf {
  return findingsOf(useHost(), channel);
}

export function findingsOf(host: PanelHost, channel: string | null): FindingsOf {
  const all = channel === null ? [] : host.findings(channel);
  const heard = all.filter(({ rule }) => host.muted(channel ?? '', rule) === null);
  return { heard, muted: all.filter((finding) => !heard.includes(finding)) };
}
