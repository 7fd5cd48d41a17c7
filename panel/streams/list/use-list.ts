import { type Signal, useSignal } from '@preact/signals';
import { usePageFindings } from '../../shared/hooks/use-findings.ts';
import { useHost } from '../../shared/state/context.ts';
import { type ArrangedStreams, arrangeStreams } from './arrange.ts';
import { ALL_STREAMS, isFiltering, type StreamFacts, type StreamFilter } from './filter.ts';
import type { StreamSort } from './order.ts';

/** The list of streams as the user wants it. */
export interface StreamList extends ArrangedStreams {
  readonly filter: Signal<StreamFilter>;
  readonly sort: Signal<StreamSort>;
  /** Whether the filter asks for anything. */
  readonly isFiltered: boolean;
  readonly facts: StreamFacts;
}

/** Filters and sorts the streams of the shown tape. What is asked for stays when that becomes another. */
export function useStreamList(): StreamList {
  const host = useHost();
  const findings = usePageFindings();
  const filter = useSignal<StreamFilter>(ALL_STREAMS);
  const sort = useSignal<StreamSort>(null);
  const facts: StreamFacts = { now: host.now(), findings: ({ id }) => findings(id) };
  const arranged = arrangeStreams(host.channels.list(), filter.value, sort.value, facts);
  return { ...arranged, filter, sort, isFiltered: isFiltering(filter.value), facts };
}
