/** Characters of data in a row: more than the widest column shows. */
export const PREVIEW = 400;

/** The beginning of a row's data. */
export function preview(data: string, truncated: boolean): { data: string; truncated: boolean } {
  return { data: data.slice(0, PREVIEW), truncated };
}
