import type { Finding, PanelHost } from '../../types.ts';
import { useHost } from '../state/context.ts';

/** Findings of a channel: those that are shown, and those that the user muted. */
export interface ChannelFindings {
  readonly shown: readonly Finding[];
  readonly muted: readonly Finding[];
}

/** The findings of a channel; draws again whenever something changed. */
export function useFindings(channel: string | null): ChannelFindings {
  return findingsOf(useHost(), channel);
}

export function findingsOf(host: PanelHost, channel: string | null): ChannelFindings {
  const all = channel === null ? [] : host.findings.of(channel);
  const shown = all.filter(({ rule }) => host.findings.muted(channel ?? '', rule) === null);
  return { shown, muted: all.filter((finding) => !shown.includes(finding)) };
}
