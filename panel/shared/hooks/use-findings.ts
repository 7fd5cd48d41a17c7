import type { Finding, PanelHost } from '../../types.ts';
import { useHost, useStore } from '../state/context.ts';
import { useTick } from './use-tick.ts';

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
  const shown = shownOf(host, channel ?? '', all);
  return { shown, muted: all.filter((finding) => !shown.includes(finding)) };
}

/**
 * The findings of any stream as of the latest look at all of them, without those that are muted; draws again when they are
 * others. For what looks at every stream of the page: see {@link createPageFindings}.
 */
export function usePageFindings(): (channel: string) => readonly Finding[] {
  const host = useHost();
  const { pageFindings } = useStore();
  pageFindings.version.value;
  // A look may be due when nothing comes any more.
  useTick(true);
  pageFindings.look();
  return (channel) => shownOf(host, channel, pageFindings.of(channel));
}

function shownOf(host: PanelHost, channel: string, all: readonly Finding[]): readonly Finding[] {
  return all.filter(({ rule }) => host.findings.muted(channel, rule) === null);
}
