const NAMES = /^(_|_t|_ts|t|ts|time|timestamp|cb|cachebust(er)?|nocache|rand|rnd|r)$/i;

/** Whether a parameter only makes each address another, so that no cache responds: it carries nothing. */
export function isCacheBuster(name: string, value: string): boolean {
  return NAMES.test(name) && /^[\d.]+$/.test(value);
}

/** Whether a name is one that only makes addresses differ, whatever its value. */
export function isCacheBusterName(name: string): boolean {
  return NAMES.test(name);
}
