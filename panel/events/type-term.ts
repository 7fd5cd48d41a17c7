/** Characters that mean something in a regular expression, and the slash that ends one in a filter. */
const SPECIAL = /[.*+?^${}()|[\]\\/]/g;

/** The term of the filter that keeps the rows of this type (`docs/filter.md`): plain, in quotes, or as an expression. */
export function typeTerm(type: string): string {
  if (/^[\w.:-]+$/.test(type)) return `type:${type}`;
  // A star stands for anything, and a quotation mark ends a phrase.
  if (!/["*]/.test(type)) return `type:"${type}"`;
  return `type:/^${type.replace(SPECIAL, '\\$&')}$/`;
}
