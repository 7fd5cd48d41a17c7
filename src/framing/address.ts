/** The path of an address with its origin, without query and fragment; '' where it is not known. */
export function pathOf(url: string | undefined): string {
  return url?.split(/[?#]/, 1)[0] ?? '';
}

/** The query of an address; none where it is not known. */
export function queryOf(url: string | undefined): URLSearchParams {
  return new URLSearchParams(/\?([^#]*)/.exec(url ?? '')?.[1] ?? '');
}
