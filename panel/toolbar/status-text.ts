import { count, plural } from '../../src/format/numbers.ts';
import type { CaptureStatus } from '../types.ts';

/** What the status "Capture" says of the capture itself. */
export function captureText({ state, source }: CaptureStatus): string {
  switch (state) {
    case 'off':
      return 'Not recording';
    case 'starting':
      return 'Starting…';
    case 'lost':
      return 'Capture lost';
    case 'on':
      return source === 'protocol' ? 'Recording every byte' : 'Recording messages only';
  }
}

export interface StatusFigures {
  readonly events: number;
  /** Gaps that lost something. */
  readonly gaps: number;
  /** Streams that were open before recording. */
  readonly openedBefore: number;
}

/** A part of the status; one that says that something was lost is marked. */
export interface StatusPart {
  readonly text: string;
  readonly isLoss: boolean;
}

/** What follows it: how much there is. Loss, and what was opened before, are named only where there is some. */
export function statusParts({ events, gaps, openedBefore }: StatusFigures): StatusPart[] {
  const parts = [{ text: plural(events, 'event'), isLoss: false }];
  if (openedBefore > 0) parts.push({ text: `${count(openedBefore)} opened before recording`, isLoss: false });
  if (gaps > 0) parts.push({ text: `${count(gaps)} lost`, isLoss: true });
  return parts;
}

/** The same in a tooltip. */
export function statusTitle({ gaps, openedBefore }: StatusFigures): string {
  const sentences = [
    gaps === 0
      ? 'Nothing is known to be lost.'
      : `${plural(gaps, 'gap')}: see "Gaps" under Connections, and the marked rows under Events.`,
  ];
  if (openedBefore > 0)
    sentences.push(
      `${plural(openedBefore, 'stream was', 'streams were')} opened before recording: not every byte of ${openedBefore === 1 ? 'it is' : 'them is'} known.`,
    );
  return sentences.join(' ');
}
