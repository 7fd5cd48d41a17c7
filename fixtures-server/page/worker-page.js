import { streamUrl } from './lesson.js';
import { takeRelayed } from './relayed.js';

const worker = new Worker('/page/worker.js', { type: 'module', name: 'lesson' });
worker.onmessage = ({ data }) => takeRelayed(data);
worker.postMessage(streamUrl());
