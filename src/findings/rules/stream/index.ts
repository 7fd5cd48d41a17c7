import type { StreamRule } from '../../rule.ts';
import base64 from './base64.ts';
import bomInside from './bom-inside.ts';
import cacheable from './cacheable.ts';
import connectionClose from './connection-close.ts';
import controlInId from './control-in-id.ts';
import corsRefused from './cors-refused.ts';
import crAlone from './cr-alone.ts';
import fieldOverwritten from './field-overwritten.ts';
import finalStatus from './final-status.ts';
import heartbeatAsEvent from './heartbeat-as-event.ts';
import heldBack from './held-back.ts';
import invalidUtf8 from './invalid-utf8.ts';
import jsonLine from './json-line.ts';
import lostAtEnd from './lost-at-end.ts';
import manyInOneChunk from './many-in-one-chunk.ts';
import missingHeartbeat from './missing-heartbeat.ts';
import misspeltField from './misspelt-field.ts';
import noData from './no-data.ts';
import nobodyListens from './nobody-listens.ts';
import nulInId from './nul-in-id.ts';
import pageBusy from './page-busy.ts';
import pendingLong from './pending-long.ts';
import rareHeartbeat from './rare-heartbeat.ts';
import redirect from './redirect.ts';
import retryValue from './retry-value.ts';
import silence from './silence.ts';
import sixConnections from './six-connections.ts';
import tinyChunks from './tiny-chunks.ts';
import uncompressed from './uncompressed.ts';
import unknownField from './unknown-field.ts';
import wrongCharset from './wrong-charset.ts';
import wrongType from './wrong-type.ts';

/** Rules on one connection: whether it opens at all, then framing, heartbeats, delivery and the answer. */
export const STREAM_RULES: readonly StreamRule[] = [
  wrongType,
  wrongCharset,
  finalStatus,
  corsRefused,
  sixConnections,
  nobodyListens,
  lostAtEnd,
  pendingLong,
  fieldOverwritten,
  noData,
  misspeltField,
  jsonLine,
  unknownField,
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
