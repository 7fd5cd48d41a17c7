/** Short name of an address, as DevTools names a request: the last part of the path, with the query. */
export function nameOfUrl(url: string | undefined): string {
  if (!url) return '(not identified)';
  try {
    const { pathname, search, host } = new URL(url);
    const last = pathname.split('/').filter(Boolean).at(-1);
    return `${last ?? host}${search}`;
  } catch {
    return url;
  }
}
