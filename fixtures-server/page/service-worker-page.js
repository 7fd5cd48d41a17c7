/** Opens the stream once the service worker is in control; its scope is this lesson's folder only. */
import { note, say } from './lesson.js';

say('Waiting for the service worker…');
const controlled = new Promise((resolve) => {
  if (navigator.serviceWorker.controller) resolve();
  else navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
});
await navigator.serviceWorker.register('service-worker.js');
await controlled;
note('the service worker is in control');
say('Running…');
await import('./eventsource.js');
