import { useSignal } from '@preact/signals';
import { duration } from '../../src/format/durations.ts';
import { count } from '../../src/format/numbers.ts';
import { useTimes } from '../shared/hooks/use-times.ts';
import { Grid } from '../shared/parts/grid.tsx';
import { useHost } from '../shared/state/context.ts';
import type { Cycle, CyclesView } from '../types.ts';

interface Column {
  readonly title: string;
  readonly help: string;
  readonly width: number;
  readonly isNumber: boolean;
}

const COLUMNS: readonly Column[] = [
  { title: '#', help: 'Number of the request', width: 48, isNumber: true },
  { title: 'Began', help: 'When the page asked', width: 92, isNumber: true },
  {
    title: 'Held',
    help: 'From the request to the answer’s headers; from cache where the server was not asked',
    width: 80,
    isNumber: true,
  },
  {
    title: 'Gap',
    help: 'From the answer’s end to the next request that asks the server: what happens now arrives late, or is missed',
    width: 72,
    isNumber: true,
  },
  { title: 'Status', help: 'HTTP status, after those of redirects', width: 84, isNumber: false },
  { title: 'Outcome', help: 'What the answer brought', width: 84, isNumber: false },
  {
    title: 'For',
    help: 'What a known client does by it: opens a session, receives, sends, closes, or asks what the server can',
    width: 76,
    isNumber: false,
  },
  {
    title: 'Req. headers',
    help: 'Bytes of the request headers; ~ where they are computed, since the browser does not report them',
    width: 92,
    isNumber: true,
  },
  { title: 'Resp. headers', help: 'Bytes of the response headers', width: 96, isNumber: true },
  { title: 'Payload', help: 'Decoded bytes of the body', width: 70, isNumber: true },
  { title: 'Connection', help: 'Whether a connection was opened for it', width: 84, isNumber: false },
];

interface Props {
  readonly cycles: CyclesView;
  readonly label: string;
  /** Tape time that relative times count from; without it, the opening of the selected stream. */
  readonly from: number | undefined;
  readonly active: number;
  readonly onPick: (index: number) => void;
}

/** The cycle table: one row a request, drawn as far as it is seen. */
export function CyclesGrid({ cycles, label, from, active, onPick }: Props) {
  const { textScale } = useHost().settings.current();
  const follow = useSignal(active < 0);
  const times = useTimes(from);
  const pick = (index: number) => {
    follow.value = false;
    onPick(index);
  };
  return (
    <Grid
      class="cycles-grid"
      label={label}
      prefix="cycle"
      count={cycles.count}
      active={active}
      activeKey={active}
      template={() => COLUMNS.map(({ width }) => `${Math.floor(width * textScale)}px`).join(' ')}
      header={header}
      rows={(start, end, place) =>
        cycles.rows(start, end).map((cycle, i, drawn) => (
          <div
            key={place + i}
            role="row"
            id={`cycle-${start + i}`}
            class={`grid-row cycle-row outcome-${cycle.outcome}`}
            aria-rowindex={start + i + 1}
            aria-selected={start + i === active}
            title={cycle.why}
          >
            {cellsOf(
              cycle,
              times.text({ at: cycle.at, delta: sinceLast(cycles, start + i, cycle, drawn[i - 1]) }),
            ).map((text, column) => (
              <div key={column} role="gridcell" class={COLUMNS[column]?.isNumber ? 'cell number' : 'cell'}>
                {text}
              </div>
            ))}
          </div>
        ))
      }
      follow={follow}
      onMove={pick}
      onPick={pick}
    />
  );
}

/** Milliseconds since the request before; null for the first. */
function sinceLast(
  cycles: CyclesView,
  index: number,
  { at }: Cycle,
  drawn: Cycle | undefined,
): number | null {
  const before = drawn ?? (index > 0 ? cycles.rows(index - 1, index)[0] : undefined);
  return before ? at - before.at : null;
}

function heldText({ held, fromCache }: Cycle): string {
  if (fromCache !== null) return 'from cache';
  return held === null ? 'held' : duration(held);
}

function cellsOf(cycle: Cycle, began: string): string[] {
  const {
    number,
    gap,
    redirects,
    status,
    outcome,
    role,
    requestHeaderBytes,
    responseHeaderBytes,
    payloadBytes,
    tcpReused,
  } = cycle;
  const bytes = (value: Cycle['requestHeaderBytes']) =>
    value === null ? '–' : `${value.estimated ? '~' : ''}${count(value.bytes)}`;
  return [
    count(number),
    began,
    heldText(cycle),
    gap === null ? '–' : duration(gap),
    [...redirects, status ?? '–'].join(' → '),
    outcome,
    role ?? 'messages',
    bytes(requestHeaderBytes),
    bytes(responseHeaderBytes),
    count(payloadBytes),
    tcpReused === null ? '–' : tcpReused ? 'reused' : 'new',
  ];
}

function header() {
  return COLUMNS.map(({ title, help, isNumber }) => (
    <div key={title} role="columnheader" class={isNumber ? 'cell number' : 'cell'} title={help}>
      {title}
    </div>
  ));
}
