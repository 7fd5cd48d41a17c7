import { addFrame } from './frames.js';
import { config } from './lesson.js';

addFrame(`${config.origins.other}/s/${config.id}/`);
