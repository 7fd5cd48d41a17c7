/** Tape to what a server would have to send to be that server again. Pure. */
export { type Catalogue, type CatalogueChannel, catalogueOf, readCatalogue } from './catalogue.ts';
export { FAULTS, type Fault } from './faults/index.ts';
export { AS_RECORDED, optionsFromQuery, optionsToQuery, type ServeOptions } from './options.ts';
export { AT_ONCE } from './pace.ts';
export { type RecordedChannel, recordedChannelOf, recordedChannelsOf } from './recorded-channel.ts';
export {
  bodyLength,
  bodyOf,
  type Close,
  type Head,
  isEventStream,
  lastAt,
  type Recording,
  type Write,
} from './recording.ts';
export { type Served, type ServeRequest, serve } from './serve.ts';
