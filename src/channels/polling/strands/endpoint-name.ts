import { nameOfUrl } from '../../../format/url-name.ts';

/** Method, origin and path, and the operation with its parentheses. */
const ENDPOINT = /^\w+ (\S+)(.*)$/;
/** What stands in a path for a part that may vary. */
const VARYING = '{}';

/**
 * The name of what is asked: the last part of its path, and its operation. Without the query: that is the cursor, and may change with
 * every request.
 * @param endpoint has the template of the address. @param asked addresses of some requests: what is the same in all is shown.
 */
export function endpointName(endpoint: string, asked: readonly (string | undefined)[]): string {
  const [, template = '', operation = ''] = ENDPOINT.exec(endpoint) ?? [];
  const [first, ...others] = asked.map(lastPart);
  if (first && others.every((other) => other === first)) return first + operation;
  // Of what varies alone the folder says more.
  const parts = template
    .replace(/^\w+:\/\/[^/]*/, '')
    .split('/')
    .filter(Boolean);
  const last = parts.at(-1) === VARYING ? parts.slice(-2).join('/') : parts.at(-1);
  return (last ?? nameOfUrl(template)) + operation;
}

/** Parameters of the query that are the same in all of these addresses. */
export function steadyParams(asked: readonly (string | undefined)[]): Readonly<Record<string, string>> {
  const [first, ...others] = asked.map(
    (url) => new URLSearchParams(url !== undefined && URL.canParse(url) ? new URL(url).search : ''),
  );
  const steady = [...(first ?? [])].filter(([name, value]) =>
    others.every((other) => other.get(name) === value),
  );
  return Object.fromEntries(steady);
}

function lastPart(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { origin, pathname } = new URL(url);
  return nameOfUrl(`${origin}${pathname}`);
}
