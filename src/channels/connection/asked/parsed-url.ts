/** The latest one: several ask for parts of a request's address one after the other, and to take it apart is the most of it. */
let latest: { readonly address: string; readonly url: URL | null } = { address: '', url: null };

/** An address, taken apart; null for what is none. Not to be changed: others have the same object. */
export function parsedUrl(address: string): URL | null {
  if (latest.address !== address) latest = { address, url: parsed(address) };
  return latest.url;
}

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
