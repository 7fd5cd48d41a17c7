import { done, got, note } from './lesson.js';

/** Shows what a worker or an iframe passes on. */
export function takeRelayed(message) {
  if (message.event) got(message.event);
  if (message.note) note(message.note);
  if (message.over) done();
}
