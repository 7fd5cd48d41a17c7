import { expect } from 'vitest';
import { derive } from '../../../src/channels/testing/derive.ts';
import type { Finding } from '../../../src/findings/finding.ts';
import { Findings } from '../../../src/findings/findings.ts';
import { RULES } from '../../../src/findings/rules/index.ts';
import { readTape } from '../../../src/tape/index.ts';
import { poll } from '../../devtools/poll.ts';
import type { Fault } from './lesson-table.ts';
import type { Rig } from './rig.ts';

/** A finding as the panel lists it, by what assistive technology reads. */
export interface Shown {
  readonly title: string;
  readonly severity: string;
  readonly statement: string;
}

/** The findings of the selected channel that are listed. */
export function shownFindings(rig: Rig, list = 'Findings'): Promise<Shown[]> {
  return rig.panel.frame.evaluate((label) => {
    const items = document.querySelectorAll(`ul[aria-label="${label}"] > li`);
    return [...items].map((item) => ({
      title: item.querySelector('h2')?.textContent ?? '',
      severity: item.querySelector('.severity')?.textContent ?? '',
      statement: item.querySelector('.finding-statement')?.textContent ?? '',
    }));
  }, list);
}

/** Waits for a finding of that title among those listed. @param says what its statement comes to say. */
export async function waitForFinding(rig: Rig, title: string, says = /./): Promise<Shown> {
  let seen: Shown[] = [];
  return poll(
    `the finding “${title}” (${says})`,
    async () => {
      seen = await shownFindings(rig);
      return seen.find((one) => one.title === title && says.test(one.statement));
    },
    { seen: () => JSON.stringify(seen) },
  );
}

/**
 * What all rules have to say of every channel of the panel's tape. That nothing is shown may mean that nothing was
 * looked at yet: here all of it was.
 */
export async function findingsOfTape(rig: Rig): Promise<Finding[]> {
  const text = await rig.panel.exportTape();
  const { tape } = await readTape(new Blob([text]).stream());
  const channels = derive(tape);
  const findings = new Findings(channels, () => 15_000);
  while (findings.update(() => false));
  return channels.rows().flatMap(({ id }) => findings.of(id, tape.lastAt));
}

export const titleOf = (rule: string): string =>
  RULES.find(({ id }) => id === rule)?.title ?? `no rule ${rule}`;

/** Expects what is wrong with the selected channel to be said. Leaves the tab Findings open. */
export async function expectFaults(rig: Rig, faults: readonly Fault[]): Promise<void> {
  await rig.panel.openTab('Findings');
  for (const [rule, severity, says] of faults) {
    expect((await waitForFinding(rig, titleOf(rule), says)).severity).toBe(severity);
  }
}

/** Notes that a machine earns whose page does not get to read: of any lesson. */
const OF_A_BUSY_PAGE: readonly string[] = ['many-in-one-chunk', 'page-busy'];

/**
 * Holds the selected channel, and the whole tape, against all rules. Leaves the tab Findings open.
 * @param notes ids of rules that may note something.
 * @returns what was noted.
 */
export async function expectHealthy(rig: Rig, notes: readonly string[] = []): Promise<Finding[]> {
  await rig.panel.openTab('Findings');
  const found = await findingsOfTape(rig);
  const allowed = [...notes, ...OF_A_BUSY_PAGE];
  const grave = found.filter(({ severity, rule }) => severity !== 'note' || !allowed.includes(rule));
  expect(grave.map(({ severity, rule, statement }) => `${severity} ${rule}: ${statement}`)).toEqual([]);
  expect((await shownFindings(rig)).filter(({ severity }) => severity !== 'Note')).toEqual([]);
  return found;
}
