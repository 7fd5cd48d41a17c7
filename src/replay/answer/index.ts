/** The page's own requests, answered by a recording. The transport comes as an argument. */
export { type Found, findServer } from './find-server.ts';
export type * from './model.ts';
export { Override, type OverrideParts } from './request-answering.ts';
