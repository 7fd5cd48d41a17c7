import { expect, it } from 'vitest';
import type { Evidence, Finding, Severity } from '../../types.ts';
import { alarmsOf, groupMarks, marksOf, markTexts, unmarkedOf } from './marks.ts';

const row = (offset: number): Evidence => ({ kind: 'row', connection: 'a', offset, text: `byte ${offset}` });
const finding = (rule: string, severity: Severity, evidence: readonly Evidence[]): Finding => ({
  rule,
  title: `The ${rule}`,
  severity,
  statement: '',
  count: evidence.length,
  evidence,
  since: 1000,
  at: 1000,
  ongoing: false,
  why: '',
  fix: '',
  source: '',
});
const timeOf = (evidence: Evidence): number | null => (evidence.kind === 'row' ? evidence.offset * 10 : null);
const header: Evidence = { kind: 'header', connection: 'a', name: 'x', text: 'x' };
const silence: Evidence = {
  kind: 'span',
  connection: 'a',
  offset: 1,
  from: 500,
  to: 900,
  text: 'silent for 41 s',
};

it('each piece of evidence has its time; what has none is marked where the finding begins', () => {
  const findings = [
    finding('late', 'note', [row(50), row(3)]),
    finding('type', 'error', [header]),
    finding('bare', 'note', []),
  ];
  expect(marksOf(findings, timeOf).map(({ at, finding }) => [at, finding.rule])).toEqual([
    [30, 'late'],
    [500, 'late'],
    [1000, 'type'],
    [1000, 'bare'],
  ]);
});

it('marks that are too near each other are one sign, as grave as the gravest of them', () => {
  const marks = marksOf(
    [finding('one', 'note', [row(10), row(11), row(50)]), finding('two', 'error', [row(12)])],
    timeOf,
  );
  const groups = groupMarks(marks, [100, 1100], 100, 10);
  expect(groups.map(({ x, severity, marks }) => [x, severity, marks.length])).toEqual([
    [0, 'error', 3],
    [40, 'note', 1],
  ]);
  expect(groupMarks(marks, [130, 400], 100, 10)).toEqual([]);
  const many = marksOf(
    [
      finding(
        'many',
        'note',
        Array.from({ length: 100_000 }, (_, i) => row(i)),
      ),
    ],
    timeOf,
  );
  expect(groupMarks(many, [0, 1_000_000], 500, 10).length).toBeLessThanOrEqual(50);
});

it('a sign names its findings, the gravest first', () => {
  const marks = marksOf(
    [finding('one', 'note', [row(50), row(51)]), finding('beat', 'warning', [silence])],
    (evidence) => (evidence.kind === 'span' ? evidence.from : timeOf(evidence)),
  );
  expect(markTexts(marks)).toEqual(['Warning: The beat (silent for 41 s)', 'Note: The one (2 places)']);
});

it('a sign says how many places of its finding are only counted', () => {
  const many = { ...finding('many', 'note', [row(1), row(2)]), count: 1080 };
  expect(markTexts(marksOf([many], timeOf))).toEqual([
    'Note: The many (2 places; of 1,080 in all 2 are marked)',
  ]);
  expect([many, finding('one', 'note', [row(1)]), { ...many, evidence: [] }].map(unmarkedOf)).toEqual([
    1078, 0, 0,
  ]);
});

it('stretches of time are alarms where they are more than a note', () => {
  const findings = [
    finding('beat', 'warning', [silence]),
    finding('busy', 'note', [silence]),
    finding('x', 'error', [row(1)]),
  ];
  expect(alarmsOf(findings)).toEqual([
    { connection: 'a', from: 500, to: 900, text: 'The beat: silent for 41 s' },
  ]);
});
