/** Why a need is not met, or met in part only. */
export type Cause = keyof typeof CAUSES;

interface Words {
  /** A sentence, of one connection, or of the channel. Of listeners what stands after “Not checked yet: ”. */
  readonly why: string;
  /** What gives what is missing; null where nothing does, or where time will. */
  readonly remedy: string | null;
}

const RELOAD = 'Reload the page while recording.';

/** The words for each cause. */
export const CAUSES = {
  recording: {
    why: 'A recording answered, not the server: what comes shows nothing of what the server does.',
    remedy: null,
  },
  'no-request': { why: 'Its request is missing in the capture.', remedy: null },
  'no-response-yet': { why: 'The request has no response yet.', remedy: null },
  'no-response': { why: 'The request ended without a response.', remedy: null },
  'opened-before': {
    why: 'It was opened before recording began: its response and its bytes are not known.',
    remedy: RELOAD,
  },
  'before-recording': { why: 'What came before recording began is not known.', remedy: RELOAD },
  blocked: { why: 'The browser blocked it.', remedy: null },
  'no-event-stream': { why: 'Its response is no event stream.', remedy: null },
  'left-compressed': {
    why: 'What came is compressed, and the browser did not decompress it.',
    remedy: null,
  },
  'nothing-yet': { why: 'Nothing has come yet.', remedy: null },
  'nothing-came': { why: 'Nothing came before it ended.', remedy: null },
  'messages-only': {
    why: 'Only its finished messages are known: no bytes and no comments.',
    remedy: 'Record with exact bytes, then reload the page.',
  },
  'lengths-only': {
    why: 'Only the lengths of what came are known.',
    remedy: 'Record with exact bytes, then reload the page.',
  },
  gap: { why: 'Part of what came is missing in the capture.', remedy: 'Events shows where.' },
  'listeners-unchecked': { why: 'whether the page listens to each type of event.', remedy: null },
  'no-listening-object': {
    why: 'whether the page listens to each type of event. At the latest check it held no EventSource for this address.',
    remedy: 'Check again while one is open.',
  },
  'no-reconnect': { why: 'There was no reconnect.', remedy: null },
  'no-sure-reconnect': {
    why: 'No reconnect is sure: each may as well be a new request.',
    remedy: 'Connections shows why.',
  },
  'last-event-id-unknown': { why: 'Which Last-Event-ID was sent is not known.', remedy: null },
  'no-exchange': { why: 'None of its requests is over yet.', remedy: null },
  'few-responses': { why: 'A habit shows after ten responses; there are fewer.', remedy: null },
  'bodies-not-kept': { why: 'Bodies of responses were too large to be kept.', remedy: null },
  'header-sizes-unknown': { why: 'The sizes of its headers are not known.', remedy: null },
  'tcp-connections-unknown': {
    why: 'Which TCP connections carried its requests is not known.',
    remedy: null,
  },
  'never-opened': { why: 'It never opened.', remedy: null },
  'no-message-yet': { why: 'No message has gone either way yet.', remedy: null },
  'no-message': { why: 'No message went either way.', remedy: null },
  'not-over': { why: 'It is not over yet.', remedy: null },
  'end-not-reported': { why: 'How it ended was not reported.', remedy: null },
  'end-undecided': {
    why: 'Whether it was complete, or the page stopped reading, is not known: Cache-Control says no-store.',
    remedy: null,
  },
  'no-close-frame': {
    why: 'No close frame was reported: Chromium reports none, and no ping and no pong.',
    remedy: null,
  },
  'opener-unknown': {
    why: 'Which line opened it is not known, or in which of the page’s iframes.',
    remedy: null,
  },
} as const satisfies Readonly<Record<string, Words>>;

/** What is missing of a need. */
export interface Missing {
  readonly cause: Cause;
  /** Whether a rule with the need has something to look at all the same. */
  readonly isPart: boolean;
}

/** What is known towards a need: all (null), a part, or nothing. `unconcerned`: a rule with the need is not about this. */
export type Known = Missing | 'unconcerned' | null;

/** All of it is missing. */
export const without = (cause: Cause): Missing => ({ cause, isPart: false });
/** Some of it is missing. */
export const partly = (cause: Cause): Missing => ({ cause, isPart: true });
