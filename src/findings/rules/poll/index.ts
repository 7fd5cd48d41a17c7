import type { PollRule } from '../../rule.ts';
import cacheable from './cacheable.ts';
import delayed from './delayed.ts';
import empty from './empty.ts';
import fails from './fails.ts';
import fault from './fault.ts';
import headers from './headers.ts';
import heldLong from './held-long.ts';
import missed from './missed.ts';
import newConnection from './new-connection.ts';
import parallel from './parallel.ts';
import short from './short.ts';
import timeOut from './time-out.ts';
import truncated from './truncated.ts';
import uncompressed from './uncompressed.ts';

/** Rules on poll loops: those on what is lost or late, then what polling costs. */
export const POLL_RULES: readonly PollRule[] = [
  fails,
  fault,
  truncated,
  timeOut,
  missed,
  delayed,
  heldLong,
  short,
  parallel,
  empty,
  headers,
  newConnection,
  cacheable,
  uncompressed,
];
