/** The browser that is already there, or nothing; throws when a named one does not exist. */
export function findBrowser(env?: Record<string, string | undefined>): string | undefined;
/** Where a browser's installer puts it on a platform, most wanted first. */
export function installedPlaces(platform?: string, env?: Record<string, string | undefined>): string[];
