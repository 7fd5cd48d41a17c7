import { bearingOf, blockedCause, type Exchange, failureOf, failureWords } from '../../../channels/index.ts';
import { duration } from '../../../format/durations.ts';
import { count } from '../../../format/numbers.ts';
import type { PollRule } from '../../rule.ts';
import { STORM_WITHIN, Storm } from '../../toolkit/chain/storm.ts';
import { CycleTally } from '../../toolkit/cycles.ts';
import { isOneAge } from '../../toolkit/websocket/same-age.ts';

/** Requests that failed one after another; fewer are what a restart of the server looks like. */
const IN_A_ROW = 3;
/** Failures whose ages are compared, and the shortest age that is a limit's, milliseconds. */
const AGES = 5;
const MIN_AGE = 2000;

const WAIT =
  'On the client, wait longer after each failure, up to a minute, and add some chance; stop where the status says that it will not get better.';

export default {
  id: 'poll-fails',
  of: 'poll',
  needs: ['outcomes'],
  title: 'Calls that fail',
  severity: 'error',
  why: 'The page gets nothing while its calls fail, and asks again all the same. Each costs the server and the page as much as one that succeeds; with many pages open they come all together.',
  fix: WAIT,
  source:
    'RFC 9110, sections 15.5 and 15.6 (Client and Server Error) and 10.2.3 (Retry-After); WHATWG Fetch, CORS protocol',
  begin(loop) {
    let all = 0;
    let failed = 0;
    let run = new Run();
    let latest: Run | null = null;
    return {
      anyCycle({ index, exchange }) {
        const role = loop.roleOf(exchange);
        const bearing = bearingOf(exchange, role);
        // What is sent, and taken, is neither here nor there.
        if (bearing === 'failed' || (role !== 'send' && role !== 'close')) all++;
        if (bearing === 'failed') {
          failed++;
          run.add(index, exchange);
          if (run.failures.count >= IN_A_ROW) latest = run;
        } else if (bearing === 'fine') {
          if (run.failures.count > 0) run = new Run();
        } else if (role !== null && exchange.response) run.pass();
      },
      report() {
        if (!latest?.last) return null;
        const { failures, last, storm, first } = latest;
        const isOver = latest !== run;
        const row = rowOf(latest, failed);
        const often = storm.is ? ` Up to ${count(storm.max)} in ${duration(STORM_WITHIN)}: a storm.` : '';
        const back = isOver ? ' It is answered again.' : '';
        return failures.report(
          `${count(failed)} of ${count(all)} requests failed${row}, from request ${count(first)} on${latest.age}. ${failureWords(last)}${often}${back}`,
          { severity: isOver ? 'note' : 'error', fix: remedyOf(last), ongoing: !isOver },
        );
      },
    };
  },
} satisfies PollRule;

/** How many failed one after another, where that is not said by the number of all that failed. */
function rowOf({ failures, hasOthers }: Run, failed: number): string {
  const many = failures.count === failed ? '' : ` ${count(failures.count)} of them`;
  if (hasOthers) return `,${many} without a message between them`;
  return many === '' ? '' : `,${many} in a row`;
}

/** Failures one after another. */
class Run {
  readonly failures = new CycleTally();
  readonly storm = new Storm();
  readonly #ages: number[] = [];
  first = 0;
  last: Exchange | null = null;
  /** Whether others that brought no message came between them: a handshake that opened a session. */
  hasOthers = false;
  #passed = false;

  /** One that is no failure, and brought no message. */
  pass(): void {
    this.#passed ||= this.failures.count > 0;
  }

  /** @param index of the cycle, from 0. */
  add(index: number, exchange: Exchange): void {
    if (this.failures.count === 0) this.first = index + 1;
    this.failures.add({ index, exchange });
    this.hasOthers ||= this.#passed;
    this.storm.add(exchange.request.at);
    this.last = exchange;
    this.#ages.push(exchange.held ?? 0);
    if (this.#ages.length > AGES) this.#ages.shift();
  }

  /** After what time each of the latest failed, where it is one time; after a comma, '' where it is not. */
  get age(): string {
    const age = this.#ages.at(-1) ?? 0;
    return age >= MIN_AGE && isOneAge(this.#ages, true) ? `, after ${duration(age)} each time` : '';
  }
}

function remedyOf({ response, end }: Exchange): string {
  if (end?.blocked) return blockedCause(end.blocked, end.blockedParameter)?.remedy ?? WAIT;
  if (!response) return `${(end && failureOf(end).remedy) ?? 'Look at whether the server runs.'} ${WAIT}`;
  switch (response.status) {
    case 401:
    case 403:
    case 407:
      return 'On the client, stop asking, renew the session or the token, and ask again then.';
    case 404:
    case 410:
      return 'Look at the address, and at what the proxy makes of its path. On the client, stop asking for what is gone.';
    case 400:
      return 'Look at what the server says. A session that it does not know needs a new handshake; with several servers behind a proxy, send all requests of a client to one of them (sticky sessions).';
    case 429:
      return 'On the client, wait as long as the server asks (Retry-After), and longer after each failure.';
    default:
      return `Look at the server’s log, and at the proxy’s, at the time of the failure. ${WAIT}`;
  }
}
