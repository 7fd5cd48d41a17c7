/**
 * Bodies that are no event streams, from their bytes: records, each knowing its bytes and what became of it. Pure. A framing
 * says which bodies are its own; its reader keeps numbers, and makes text of them on demand.
 */
export { plainChunks } from './chunks.ts';
export { pollingProtocol } from './engine-io/address.ts';
export { engineIoPacket, isSocketIoPacket, type Packet, socketIoPacket } from './engine-io/packet.ts';
export type { Begins, Framing, ResponseHeaders } from './framing.ts';
export { FRAMINGS, framingOf, statedFraming } from './framings.ts';
export { isFramed, mayComeInPieces, PAUSE, PieceWatch } from './in-pieces.ts';
export { firstByte } from './json/looks.ts';
export { isSpace } from './json/mode.ts';
export {
  type OpenRecord,
  type Peek,
  type Range,
  type RecordReader,
  RecordState,
} from './record.ts';
export { sockJsFrame, sockJsTransport } from './sockjs/frame.ts';
