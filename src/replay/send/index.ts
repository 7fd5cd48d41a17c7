/** Messages to the page's own listeners, sent by the user. The transport comes as an argument. */
export { Injection, type InjectionParts, type Sent } from './message-sender.ts';
export type * from './model.ts';
