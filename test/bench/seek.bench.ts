/**
 * Going to a moment of a tape of a million events: from the nearest checkpoint, as the player does, against deriving from
 * the beginning each time, as a player without them would. Processor time, since other work on the machine counts in it
 * for neither. Exits with 1 where the target is missed.
 */
import { EndpointChoices } from '../../src/channels/index.ts';
import { derive } from '../../src/channels/testing/derive.ts';
import { Moment } from '../../src/replay/player/moment.ts';
import { Player } from '../../src/replay/player/player.ts';
import { Tape } from '../../src/tape/index.ts';
import { chunk, request, response } from '../../src/tape/testing.ts';
import { judge, median, ms, quantile } from './figures.ts';

const EVENTS = 1_000_000;
const SEEKS = 15;
const MAX_SEEK = 200;

/** A tape of one stream, with `perChunk` events a chunk. */
function tapeOf(perChunk: number): Tape {
  const tape = new Tape();
  tape.append(request('sse'));
  tape.append(response('sse'));
  for (let event = 0; event < EVENTS; ) {
    let text = '';
    for (const end = event + perChunk; event < end; event++)
      text += `id: ${event}\ndata: {"n":${event},"text":"hello world"}\n\n`;
    tape.append(chunk('sse', 10 + event, text));
  }
  return tape;
}

/** Milliseconds of processor time, all threads of this process. */
function took(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Moments all over the tape, the same in each run. */
function* shares(): Iterable<number> {
  let seed = 12_345;
  for (let i = 0; i < SEEKS; i++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    yield seed / 2 ** 31;
  }
}

function measure(perChunk: number): boolean {
  const source = derive(tapeOf(perChunk));
  const intents = new EndpointChoices();
  const player = new Player(source, intents);
  const ready = () => {
    while (player.work(() => false));
  };
  const made = took(ready);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const share of shares()) {
    const to = player.start + share * (player.end - player.start);
    ours.push(
      took(() => {
        player.seek(to);
        while (player.channels.update(() => false));
      }),
    );
    // What a seek took away is made again between two clicks.
    ready();
    theirs.push(
      took(() => {
        const moment = new Moment(source.tape, intents);
        moment.advanceTo(to);
        moment.derive();
      }),
    );
  }
  const line = (name: string, times: readonly number[]) =>
    console.log(
      `${name.padEnd(28)} median ${ms(median(times)).padStart(8)}   longest ${ms(quantile(times, 1)).padStart(8)}`,
    );
  console.log(`${perChunk} a chunk (checkpoints made in ${ms(made)}, in slices):`);
  line('  from a checkpoint', ours);
  line('  from the beginning', theirs);
  console.log(`  ratio of medians: ${(median(ours) / median(theirs)).toFixed(2)}x`);
  return judge({
    what: `A moment of ${EVENTS.toLocaleString('en')} events, ${perChunk} a chunk, longest of ${SEEKS}`,
    value: quantile(ours, 1),
    max: MAX_SEEK,
    unit: 'ms',
  });
}

const verdicts = [20, 1].map(measure);
process.exitCode = verdicts.every(Boolean) ? 0 : 1;
