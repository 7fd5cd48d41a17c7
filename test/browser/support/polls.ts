import { expect } from 'vitest';
import type { Row } from '../../devtools/panel-driver.ts';
import { poll } from '../../devtools/poll.ts';
import type { Rig } from './rig.ts';

/** Runs a lesson and selects its loop. */
export async function loop(rig: Rig, id: string, query = ''): Promise<Row> {
  await rig.panel.openTab('Events');
  await rig.lesson(id, query);
  const row = await rig.panel.waitForStream(/poll/);
  await rig.panel.selectStream(/poll/);
  return row;
}

/** The rows of the cycle table. */
export async function cycles(rig: Rig): Promise<Row[]> {
  await rig.panel.openTab('Connections');
  return (await rig.panel.table('Cycles'))?.rows.map(({ cells }) => cells) ?? [];
}

/** Outcomes of the cycles, once they are the expected ones. */
export async function expectOutcomes(rig: Rig, expected: readonly string[]): Promise<Row[]> {
  let seen: Row[] = [];
  const outcomes = () => seen.map((row) => row.Outcome ?? '');
  const same = async () => {
    seen = await cycles(rig);
    return String(outcomes()) === String(expected);
  };
  await poll('the cycles', same).catch(() => {});
  expect(outcomes()).toEqual(expected);
  return seen;
}

/** @param index from 0. */
export async function clickCycle(rig: Rig, index: number): Promise<void> {
  await rig.panel.frame.evaluate(
    `document.querySelector('[role=grid][aria-label=Cycles] [role=row][aria-rowindex="${index + 1}"]').click()`,
  );
}
