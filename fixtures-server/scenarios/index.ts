/** All lessons, in the order of the index. */
import type { Scenario } from '../scenario.ts';
import backForward from './back-forward.ts';
import blockedThread from './blocked-thread.ts';
import bom from './bom.ts';
import { cutMidMessage, resetMidMessage } from './broken-off.ts';
import busyPage from './busy-page.ts';
import { clientEventsource, clientFetchEventSource, clientSseJs } from './clients.ts';
import clock from './clock.ts';
import corsRefused from './cors-refused.ts';
import flood from './flood.ts';
import gzip from './gzip.ts';
import heartStops from './heart-stops.ts';
import heartbeats from './heartbeats.ts';
import hostileText from './hostile-text.ts';
import http2 from './http2.ts';
import { crossOriginIframe, sameOriginIframe } from './iframes.ts';
import invalidUtf8 from './invalid-utf8.ts';
import json from './json.ts';
import jsonLines from './json-lines.ts';
import lineEnds from './line-ends.ts';
import llmTokens from './llm-tokens.ts';
import longPoll from './long-poll.ts';
import longPollBody from './long-poll-body.ts';
import longPollHeader from './long-poll-header.ts';
import manyInOneChunk from './many-in-one-chunk.ts';
import namedEvents from './named-events.ts';
import noData from './no-data.ts';
import noFinalBlankLine from './no-final-blank-line.ts';
import nulInId from './nul-in-id.ts';
import oneEventEach from './one-event-each.ts';
import oneOverManyChunks from './one-over-many-chunks.ts';
import pagination from './pagination.ts';
import pollCut from './poll-cut.ts';
import pollMissed from './poll-missed.ts';
import pollOverlap from './poll-overlap.ts';
import pollRedirect from './poll-redirect.ts';
import pollRooms from './poll-rooms.ts';
import pollTimeOut from './poll-time-out.ts';
import pollToken from './poll-token.ts';
import pollWasteful from './poll-wasteful.ts';
import pollWorker from './poll-worker.ts';
import postFetch from './post-fetch.ts';
import quiet from './quiet.ts';
import reconnectFaults from './reconnect-faults.ts';
import redirect, { redirectReconnect } from './redirect.ts';
import retry from './retry.ts';
import sevenConnections from './seven-connections.ts';
import short from './short.ts';
import shortPoll from './short-poll.ts';
import splitCharacter from './split-character.ts';
import splitMessage from './split-message.ts';
import { status204, status404, status500 } from './statuses.ts';
import steady from './steady.ts';
import transports from './transports.ts';
import twoOnOneUrl from './two-on-one-url.ts';
import { serviceWorker, sharedWorker, worker } from './workers.ts';
import wrongCharset from './wrong-charset.ts';
import wrongType from './wrong-type.ts';
import wsClose from './ws-close.ts';
import wsDrop from './ws-drop.ts';
import wsEcho from './ws-echo.ts';
import wsFlood from './ws-flood.ts';
import wsGrowing from './ws-growing.ts';
import wsLarge from './ws-large.ts';
import wsPackets from './ws-packets.ts';
import wsRefused from './ws-refused.ts';
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
  quiet,
  noFinalBlankLine,
  noData,
  nulInId,
  bom,
  invalidUtf8,
  hostileText,
  retry,
  reconnectFaults,
  oneEventEach,
  status204,
  status404,
  status500,
  wrongType,
  wrongCharset,
  redirect,
  redirectReconnect,
  heartStops,
  corsRefused,
  resetMidMessage,
  cutMidMessage,
  postFetch,
  jsonLines,
  xhr,
  clientFetchEventSource,
  clientSseJs,
  clientEventsource,
  worker,
  sharedWorker,
  serviceWorker,
  sameOriginIframe,
  crossOriginIframe,
  twoOnOneUrl,
  longPoll,
  longPollBody,
  longPollHeader,
  shortPoll,
  pollTimeOut,
  pollToken,
  pollRedirect,
  pollCut,
  pollWorker,
  pollRooms,
  pollOverlap,
  pollMissed,
  pollWasteful,
  pagination,
  gzip,
  http2,
  transports,
  sevenConnections,
  backForward,
  wsEcho,
  wsClose,
  wsDrop,
  wsRefused,
  wsPackets,
  wsFlood,
  wsGrowing,
  wsLarge,
  blockedThread,
  busyPage,
  short,
  steady,
  flood,
];
