/** All lessons, in the order of the index. */
import type { Scenario } from '../scenario.ts';
import clock from './clock.ts';
import flood from './flood.ts';
import namedEvents from './named-events.ts';
import splitMessage from './split-message.ts';

export const scenarios: readonly Scenario[] = [clock, namedEvents, splitMessage, flood];
