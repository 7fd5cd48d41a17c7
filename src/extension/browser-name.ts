/** Names in a user agent, the more particular first: Edge and Opera call themselves Chrome as well. */
const NAMES = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['HeadlessChrome', 'Chrome'],
] as const;

/** The browser and the number of its version, “Chrome 156”; the user agent as it is where none of the names is in it. */
export function browserName(userAgent: string): string {
  for (const [token, name] of NAMES) {
    const version = new RegExp(`\\b${token}/(\\d+)`).exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return userAgent;
}
