import type { StreamRule } from '../../rule.ts';
import base64 from './base64.ts';
import bomInside from './bom-inside.ts';
import cacheable from './cacheable.ts';
import compressedBody from './compressed-body.ts';
import connectionClose from './connection-close.ts';
import controlInId from './control-in-id.ts';
import corsRefused from './cors-refused.ts';
import crAlone from './cr-alone.ts';
import errorAnswer from './error-answer.ts';
import fieldOverwritten from './field-overwritten.ts';
import finalStatus from './final-status.ts';
import heartbeatAsEvent from './heartbeat-as-event.ts';
import heldBack from './held-back.ts';
import invalidUtf8 from './invalid-utf8.ts';
import lostAtEnd from './lost-at-end.ts';
import manyInOneChunk from './many-in-one-chunk.ts';
import missingHeartbeat from './missing-heartbeat.ts';
import misspeltField from './misspelt-field.ts';
import noData from './no-data.ts';
import nobodyListens from './nobody-listens.ts';
import nulInId from './nul-in-id.ts';
import openTwice from './open-twice.ts';
import ownEventName from './own-event-name.ts';
import pageBusy from './page-busy.ts';
import pendingLong from './pending-long.ts';
import rareHeartbeat from './rare-heartbeat.ts';
import redirect from './redirect.ts';
import retryValue from './retry-value.ts';
import silence from './silence.ts';
import sixConnections from './six-connections.ts';
import spaceRemoved from './space-removed.ts';
import textWithoutField from './text-without-field.ts';
import tinyChunks from './tiny-chunks.ts';
import uncompressed from './uncompressed.ts';
import unknownField from './unknown-field.ts';
import wrongCharset from './wrong-charset.ts';
import wrongType from './wrong-type.ts';

/** Rules on one connection: whether it opens at all, then framing, heartbeats, delivery and the response. */
export const STREAM_RULES: readonly StreamRule[] = [
  wrongType,
  wrongCharset,
  finalStatus,
  errorAnswer,
  corsRefused,
  compressedBody,
  sixConnections,
  openTwice,
  nobodyListens,
  ownEventName,
  lostAtEnd,
  pendingLong,
  fieldOverwritten,
  noData,
  misspeltField,
  textWithoutField,
  unknownField,
  spaceRemoved,
  bomInside,
  invalidUtf8,
  nulInId,
  controlInId,
  retryValue,
  crAlone,
  missingHeartbeat,
  silence,
  rareHeartbeat,
  heartbeatAsEvent,
  pageBusy,
  heldBack,
  manyInOneChunk,
  tinyChunks,
  base64,
  uncompressed,
  redirect,
  cacheable,
  connectionClose,
];
