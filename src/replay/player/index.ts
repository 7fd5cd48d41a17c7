/** Plays a tape again in the panel: nothing leaves it. Pure. */
export { Moment } from './moment.ts';
export { Player, type Speed } from './player.ts';
export type { StepUnit } from './stops.ts';
