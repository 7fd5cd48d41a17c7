import { type AnswerFault, type Exchange, wordsOf } from '../../../channels/index.ts';
import { count } from '../../../format/numbers.ts';
import { quoted } from '../../../format/quoted.ts';
import type { Severity } from '../../finding.ts';
import type { PollRule } from '../../rule.ts';
import { CycleTally } from '../../toolkit/cycles.ts';
import { LatestFaults } from '../../toolkit/polls/latest-faults.ts';

/** Characters of the server's words that are quoted. */
const WORDS = 200;

/** A page that asks for a login, by its address or by its form. */
const LOGIN = /log-?in|sign-?in|\bsso\b|\bauth\b|oauth|session/i;
const FORM = /type\s*=\s*["']?password/i;

const SESSION =
  'The session has run out, or a login is asked for: on the server, answer a poll by 401 instead of the login page. On the client, look at the status, the type and the address of the answer, and stop polling until the user has logged in.';
const OTHER_PAGE =
  'Look at the address and at what the proxy makes of the path: it is an error page, or the application’s own page for an address that it does not know. On the client, look at the type before you read the answer.';
const TYPE =
  'On the server, answer each poll by the same type, and a fault by a status from 400 on. On the client, look at the type before you read the answer.';
const HANDSHAKE =
  'On the client, shake hands again, as the advice of the answer has it, and subscribe anew. Where it comes back each time, send all requests of a client to the one server that knows it (sticky sessions), and let the server keep a client for longer than the pause between two of its requests.';
const STATED =
  'On the server, answer a fault by a status from 400 on: what only looks at the status takes it for data. On the client, look at the error, and wait before you ask again.';

export default {
  id: 'poll-fault',
  of: 'poll',
  needs: ['bodies'],
  title: 'Fault inside a good status',
  severity: 'error',
  why: 'The status says that all is well, so neither the browser nor a cache, a monitor or a retry sees the fault; the page asks again and again, and gets no data.',
  fix: STATED,
  source:
    'RFC 9110, sections 15.3.1 (200) and 15.5.2 (401); Bayeux Protocol 1.0 (the fields successful, error and advice)',
  begin() {
    const faults = new CycleTally();
    const latest = new LatestFaults();
    let answered = 0;
    let first = 0;
    let last: { readonly fault: AnswerFault; readonly fix: string; readonly says: string } | null = null;
    return {
      anyCycle(cycle) {
        const { exchange, index } = cycle;
        const judged = exchange.judgeOutcome();
        if (!exchange.response || exchange.response.status >= 400 || judged.outcome === 'stopped') return;
        answered++;
        const isFault = judged.outcome === 'fault';
        latest.add(isFault);
        if (!isFault) return;
        if (faults.count === 0) first = index + 1;
        faults.add(cycle);
        last = {
          fault: judged.fault,
          fix: remedyOf(exchange, judged.fault),
          says: wordsIn(exchange, judged.fault),
        };
      },
      report() {
        if (!last) return null;
        const { fault, fix, says } = last;
        const words = says === '' ? '' : ` The server says ${quoted(says, WORDS)}`;
        const back = latest.isLast ? '' : ' The latest answer is none.';
        const what = fault.words === '' ? fault.text : 'The answer states an error and has no data.';
        return faults.report(
          `${count(faults.count)} of ${count(answered)} answers, from request ${count(first)} on. ${what}${words}${back}`,
          { severity: severityOf(fault, latest, faults.count), fix, ongoing: latest.isLast },
        );
      },
    };
  },
} satisfies PollRule;

/** A single one that passed is what a restart of the server, or a client that was away, looks like. */
function severityOf({ kind }: AnswerFault, latest: LatestFaults, all: number): Severity {
  if (kind === 'type') return latest.areMany ? 'warning' : 'note';
  if (latest.areMany || (latest.isLast && kind === 'page')) return 'error';
  return all === 1 && !latest.isLast ? 'note' : 'warning';
}

function remedyOf({ redirects, request, tape }: Exchange, { kind }: AnswerFault): string {
  switch (kind) {
    case 'bayeux':
      return HANDSHAKE;
    case 'error':
      return STATED;
    case 'type':
      return TYPE;
    case 'page': {
      const url = redirects.at(-1)?.url ?? request.url ?? '';
      const isLogin = (redirects.length > 0 && LOGIN.test(url)) || FORM.test(textOf(tape));
      return isLogin ? SESSION : OTHER_PAGE;
    }
  }
}

function wordsIn({ tape }: Exchange, { kind, words }: AnswerFault): string {
  return words === '' ? wordsOf(tape, kind === 'page' ? 'text/html' : '') : words;
}

/** The beginning of a page, where its form is. */
function textOf({ bytes }: Exchange['tape']): string {
  return new TextDecoder().decode(bytes.peek(0, Math.min(bytes.length, 65_536)) ?? new Uint8Array(0));
}
