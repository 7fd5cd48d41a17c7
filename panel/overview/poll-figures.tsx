import { duration } from '../../src/format/durations.ts';
import { count, percent, plural } from '../../src/format/numbers.ts';
import { size } from '../../src/format/sizes.ts';
import { type Fact, Facts } from '../shared/facts/facts.tsx';
import { ShowAsStreamButton } from '../shared/parts/as-stream.tsx';
import { NotALoopButton } from '../shared/parts/not-a-loop.tsx';
import { useStore } from '../shared/state/context.ts';
import type { Figures, PollOverview, PollRows, Stream } from '../types.ts';
import { DelayFacts } from './delay-facts.tsx';
import { Distribution } from './distribution.tsx';
import { type FigureRow, figureRows } from './figure-rows.ts';
import { perPayloadByte } from './words.ts';

/** A poll loop summed up, and why it is one. */
export function PollFigures({
  stream,
  overview,
  figures: of,
}: {
  stream: Stream;
  overview: PollOverview;
  figures: Figures;
}) {
  const rows = figureRows([of]);
  return (
    <>
      <Actions stream={stream} overview={overview} />
      <Facts title="In figures" facts={[...figures(overview), ...perMessage(rows)]} />
      <section class="facts">
        <h2>Why this is a poll loop</h2>
        <ul class="reasons">
          {overview.why.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      <div class="distributions">
        <Distribution title="Held" note="From a request to the headers of its answer." of={overview.holds} />
        <Distribution
          title="Gaps"
          note="From an answer’s end to the next request: what happens meanwhile arrives late, or is missed."
          of={overview.gaps}
        />
      </div>
      <DelayFacts delay={of.delay} rows={rows} />
    </>
  );
}

/** The figures that every channel has. */
function perMessage(rows: readonly FigureRow[]): Fact[] {
  return rows.flatMap(({ name, title, cells: [cell] }): Fact[] =>
    (name === 'Bytes per message' || name === 'Header share') && cell ? [[name, cell.text, title]] : [],
  );
}

const ROWS: Record<PollRows, string> = {
  elements: 'One row per list item',
  answers: 'One row per answer',
};

function Actions({ stream, overview }: { stream: Stream; overview: PollOverview }) {
  const { act, picked } = useStore();
  return (
    <div class="actions">
      <label>
        Events shows{' '}
        <select
          value={overview.hasLists ? overview.rows : 'answers'}
          disabled={!overview.hasLists}
          title={
            overview.hasLists
              ? 'Where an answer is a list: a row for each of its items, or one for the whole answer'
              : 'No answer had a list so far'
          }
          onChange={({ currentTarget: { value } }) => {
            picked.value = null;
            act((host) => host.polls.showRows(stream.id, value === 'answers' ? 'answers' : 'elements'));
          }}
        >
          {(Object.keys(ROWS) as PollRows[]).map((id) => (
            <option key={id} value={id}>
              {ROWS[id]}
            </option>
          ))}
        </select>
      </label>
      <NotALoopButton overview={overview} />
      {/* The row of a known client has each record already, and more than one address. */}
      {overview.client === null && (
        <ShowAsStreamButton endpoint={overview.endpoint} requests={overview.cycles} />
      )}
    </div>
  );
}

function figures(overview: PollOverview): Fact[] {
  const { cycles, fromCache, outcomes, requestHeaderBytes, responseHeaderBytes, payloadBytes, delay } =
    overview;
  const headers = requestHeaderBytes.bytes + responseHeaderBytes.bytes;
  const done = Object.values(outcomes).reduce((sum, each) => sum + each, 0);
  const others = (['time-out', 'truncated', 'fault', 'error', 'stopped'] as const)
    .filter((outcome) => outcomes[outcome] > 0)
    .map((outcome) => `${count(outcomes[outcome])} ${outcome}`);
  const { tcpOpened, tcpReused, unknownReuse, requestsPerMinute, client } = overview;
  return [
    ['Client', client && clientText(client)],
    ['Requests', client ? count(cycles) : `${count(cycles)}, ${count(done)} of them over`],
    [
      'From the browser’s cache',
      fromCache > 0 ? `${count(fromCache)} of them: the server was not asked` : null,
    ],
    ['Requests per minute', requestsPerMinute === null ? null : requestsPerMinute.toFixed(1)],
    ['With data', `${count(outcomes.data)} (${percent(outcomes.data / done)})`],
    ['Empty answers', `${count(outcomes.empty)} (${percent(outcomes.empty / done)})`],
    ['Others', others.length === 0 ? null : others.join(', ')],
    [
      'Payload',
      `${plural(payloadBytes, 'byte')}${payloadBytes < 1000 ? '' : ` (${size(payloadBytes)})`}, decoded`,
    ],
    [
      'Headers',
      `${count(requestHeaderBytes.bytes)} bytes sent${requestHeaderBytes.estimated ? ' (estimated)' : ''}, ${count(responseHeaderBytes.bytes)} received`,
    ],
    ['Header bytes per payload byte', perPayloadByte(headers, payloadBytes)],
    [
      'TCP connections opened',
      `${count(tcpOpened)}, ${count(tcpReused)} reused${unknownReuse > 0 ? `, ${count(unknownReuse)} not known` : ''}`,
    ],
    [
      'A message can have waited',
      delay &&
        `${duration(delay.mean)} in the mean, ${duration(delay.worst)} at worst, for the page to ask again (as likely at any moment; the way of the network not counted)`,
    ],
  ];
}

function clientText({ label, sessions, sends }: NonNullable<PollOverview['client']>): string {
  const before =
    sessions > 1 ? `${plural(sessions, 'session')}, one after another` : plural(sessions, 'session');
  return `${label}: ${before}, ${plural(sends, 'request')} that send something`;
}
