import { useState } from 'preact/hooks';
import { count, plural } from '../../src/format/numbers.ts';
import { usePageFindings } from '../shared/hooks/use-findings.ts';
import { Icon } from '../shared/parts/icon.tsx';
import { useHost, useStore } from '../shared/state/context.ts';
import { longName } from '../shared/text/stream-state.ts';
import type { Finding, PanelHost, Severity, Stream } from '../types.ts';

/** Streams listed at first; the rest at a click. */
const FEW = 20;

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

interface Found {
  readonly stream: Stream;
  readonly gravest: Finding;
  readonly findings: readonly Finding[];
}

/** What is wrong on the page's other streams, the gravest first: each leads to its stream. */
export function OtherStreams({ selected }: { selected: string | null }) {
  const host = useHost();
  const store = useStore();
  const [isWhole, setIsWhole] = useState(false);
  const all = foundOn(host, selected, usePageFindings());
  if (all.length === 0) return null;
  const shown = isWhole ? all : all.slice(0, FEW);
  const total = all.reduce((sum, { findings }) => sum + findings.length, 0);
  const title = selected === null ? 'On all streams' : 'On other streams';
  return (
    <section class="other-findings" aria-label={title}>
      <h2>
        {title} ({count(total)})
      </h2>
      <ul>
        {shown.map(({ stream, gravest, findings }) => (
          <li key={stream.id} class={`severity-${gravest.severity}`}>
            <Icon name={gravest.severity} />
            <button
              type="button"
              class="link"
              title={longName(stream)}
              onClick={() => store.select(stream.id)}
            >
              {stream.name}
            </button>
            <span class="other-titles">{titlesOf(findings)}</span>
          </li>
        ))}
      </ul>
      {all.length > shown.length && (
        <button type="button" onClick={() => setIsWhole(true)}>
          {plural(all.length - shown.length, 'more stream')}
        </button>
      )}
    </section>
  );
}

function foundOn(
  host: PanelHost,
  selected: string | null,
  findingsOf: (channel: string) => readonly Finding[],
): readonly Found[] {
  const found = host.channels.list().flatMap((row): Found[] => {
    if (row.kind !== 'stream' || row.id === selected) return [];
    const findings = findingsOf(row.id);
    const [gravest] = findings;
    return gravest ? [{ stream: row, gravest, findings }] : [];
  });
  return found.sort((left, right) => RANK[left.gravest.severity] - RANK[right.gravest.severity]);
}

function titlesOf(findings: readonly Finding[]): string {
  return findings.map(({ title, severity }) => (severity === 'note' ? `${title} (note)` : title)).join(' · ');
}
