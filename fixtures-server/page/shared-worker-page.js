import { streamUrl } from './lesson.js';
import { takeRelayed } from './relayed.js';

const worker = new SharedWorker('/page/shared-worker.js', { type: 'module', name: 'lesson' });
worker.port.onmessage = ({ data }) => takeRelayed(data);
worker.port.postMessage(streamUrl());
