import { duration } from '../../format/durations.ts';

/** After how many milliseconds without a byte well-known intermediaries close a connection, by their defaults. */
export const IDLE_LIMITS = [
  { name: 'Heroku', ms: 55_000 },
  { name: 'nginx (proxy_read_timeout)', ms: 60_000 },
  { name: 'AWS ALB', ms: 60_000 },
  { name: 'Cloudflare', ms: 100_000 },
] as const;

export const IDLE_SOURCE =
  'WHATWG HTML 9.2.7 (a comment every 15 seconds or so); nginx proxy_read_timeout; AWS ALB idle timeout; Heroku request timeout; Cloudflare proxy read timeout';

/** The limits that silence of `ms` milliseconds breaks: "Heroku (55 s), AWS ALB (60 s)"; '' where it breaks none. */
export function brokenLimits(ms: number): string {
  return IDLE_LIMITS.filter((limit) => ms >= limit.ms)
    .map(({ name, ms }) => `${name}: ${duration(ms)}`)
    .join(', ');
}
