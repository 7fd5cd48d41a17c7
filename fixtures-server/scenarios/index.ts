/** All lessons, in the order of the index. */
import type { Scenario } from '../scenario.ts';
import backForward from './back-forward.ts';
import blockedThread from './blocked-thread.ts';
import bom from './bom.ts';
import { cutMidMessage, resetMidMessage } from './broken-off.ts';
import clock from './clock.ts';
import corsRefused from './cors-refused.ts';
import flood from './flood.ts';
import { crossOriginIframe, sameOriginIframe } from './frames.ts';
import gzip from './gzip.ts';
import heartStops from './heart-stops.ts';
import heartbeats from './heartbeats.ts';
import hostileText from './hostile-text.ts';
import http2 from './http2.ts';
import invalidUtf8 from './invalid-utf8.ts';
import json from './json.ts';
import lineEnds from './line-ends.ts';
import llmTokens from './llm-tokens.ts';
import manyInOneChunk from './many-in-one-chunk.ts';
import namedEvents from './named-events.ts';
import noData from './no-data.ts';
import noFinalBlankLine from './no-final-blank-line.ts';
import nulInId from './nul-in-id.ts';
import oneOverManyChunks from './one-over-many-chunks.ts';
import postFetch from './post-fetch.ts';
import redirect from './redirect.ts';
import retry from './retry.ts';
import sevenConnections from './seven-connections.ts';
import short from './short.ts';
import splitCharacter from './split-character.ts';
import splitMessage from './split-message.ts';
import { status204, status404, status500 } from './statuses.ts';
import steady from './steady.ts';
import twoOnOneUrl from './two-on-one-url.ts';
import { serviceWorker, sharedWorker, worker } from './workers.ts';
import wrongCharset from './wrong-charset.ts';
import wrongType from './wrong-type.ts';
import xhr from './xhr.ts';

export const scenarios: readonly Scenario[] = [
  clock,
  namedEvents,
  splitMessage,
  json,
  llmTokens,
  manyInOneChunk,
  oneOverManyChunks,
  splitCharacter,
  lineEnds,
  heartbeats,
  noFinalBlankLine,
  noData,
  nulInId,
  bom,
  invalidUtf8,
  hostileText,
  retry,
  status204,
  status404,
  status500,
  wrongType,
  wrongCharset,
  redirect,
  heartStops,
  corsRefused,
  resetMidMessage,
  cutMidMessage,
  postFetch,
  xhr,
  worker,
  sharedWorker,
  serviceWorker,
  sameOriginIframe,
  crossOriginIframe,
  twoOnOneUrl,
  gzip,
  http2,
  sevenConnections,
  backForward,
  blockedThread,
  short,
  steady,
  flood,
];
