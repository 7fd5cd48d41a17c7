import { config, streamUrl } from './lesson.js';
import { takeRelayed } from './relayed.js';

const worker = new Worker('/page/poll-worker.js', { type: 'module', name: 'lesson' });
worker.onmessage = ({ data }) => takeRelayed(data);
worker.postMessage({ plan: config.page.poll, address: streamUrl('poll') });
