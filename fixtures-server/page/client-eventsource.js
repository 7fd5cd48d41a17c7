/** Reads a stream with the package eventsource, an EventSource made of fetch. */
import { EventSource } from '/package/eventsource.js';
import { done, got, note, streamUrl } from './lesson.js';

const source = new EventSource(streamUrl());
source.addEventListener('open', () => note('open'));
source.addEventListener('message', got);
source.addEventListener('error', ({ code, message }) => {
  note(`error: ${message ?? code ?? 'the stream ended'}, readyState ${source.readyState}`);
  if (source.readyState === EventSource.CLOSED) done();
});
