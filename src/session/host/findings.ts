import type { Coverage } from '../../findings/coverage.ts';
import type { Finding } from '../../findings/finding.ts';

/** What is wrong on the shown tape, and what of it the user does not want to be told. */
export interface FindingsHost {
  /** What is wrong on a channel now, the gravest first, muted ones included; the same array until something changed. */
  of(channel: string): readonly Finding[];
  /** How a rule is muted on a channel; null where it is not. */
  muted(channel: string, rule: string): Muted | null;
  /** Mutes a rule on this channel while the session lasts, or for good; null lets it speak again everywhere. */
  mute(channel: string, rule: string, how: Muted | null): void;
  /** Which rules looked at a channel, and which could not and why; the same object until something changed. */
  coverage(channel: string): Coverage;
}

/** A finding that is not to be counted: on one channel, or wherever it turns up. */
export type Muted = 'channel' | 'always';
