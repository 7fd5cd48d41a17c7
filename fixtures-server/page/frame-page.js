import { addFrame } from './frames.js';

addFrame(location.href);
