import { expect, test } from 'vitest';
import { isApproved, scoreFall } from '../../shared/simulate/demo-loans.ts';
import { batchNames, dataRows } from './data-files.ts';

const BATCHES = batchNames('batch', 18);
const reference = dataRows('loans/baseline.csv');
const batches = BATCHES.map((name) => dataRows(`loans/production/${name}`));
const labels = BATCHES.map((name) => dataRows(`loans/labels/${name}`));
const stream = batches.flat();
const streamLabels = labels.flat();

function approvedOn(row: Record<string, string>, fall: number): string {
  const creditScore = Number(row.credit_score) + fall;
  const loanAmount = Number(row.loan_amount);
  return isApproved({ income: Number(row.income), creditScore, loanAmount }) ? 'yes' : 'no';
}

test('isApproved asks for a score above 650 and an income above 2.5 loans', () => {
  expect(isApproved({ creditScore: 651, income: 25_001, loanAmount: 10_000 })).toBe(true);
  expect(isApproved({ creditScore: 650, income: 25_001, loanAmount: 10_000 })).toBe(false);
  expect(isApproved({ creditScore: 651, income: 25_000, loanAmount: 10_000 })).toBe(false);
});

test.each([
  [0, 0],
  [1_999, 0],
  [2_000, 50],
  [3_999, 50],
  [4_000, 100],
  [5_999, 100],
  [6_000, 150],
  [8_999, 150],
])('the score of row %i is recorded %i points too low', (row, fall) => {
  expect(scoreFall(row)).toBe(fall);
});

test('there are 1,000 reference rows and 18 batches of 500', () => {
  expect(reference.length).toBe(1_000);
  expect(batches.map((rows) => rows.length)).toEqual(Array.from({ length: 18 }, () => 500));
});

test('every reference label follows the rule, and about four in ten are approved', () => {
  for (const row of reference) expect(row.approved, row.id).toBe(approvedOn(row, 0));
  const share = reference.filter(({ approved }) => approved === 'yes').length / reference.length;
  expect(share).toBeGreaterThan(0.35);
  expect(share).toBeLessThan(0.5);
});

test('every label of the stream follows the rule on the score before it fell', () => {
  for (const [row, application] of stream.entries()) {
    expect(streamLabels[row]!.approved, application.id).toBe(approvedOn(application, scoreFall(row)));
  }
});

test('from row 2,000 on the rule on the recorded score is wrong about many, before it about none', () => {
  const wrong = stream.flatMap((row, i) => (approvedOn(row, 0) === streamLabels[i]!.approved ? [] : [i]));
  expect(wrong[0]).toBeGreaterThanOrEqual(2_000);
  expect(wrong.length / 7_000).toBeGreaterThan(0.15);
});

test('the score falls and nothing else: income and loan stay as they were', () => {
  const mean = (rows: Record<string, string>[], column: string) =>
    rows.reduce((sum, row) => sum + Number(row[column]), 0) / rows.length;
  const before = stream.slice(0, 2_000);
  const after = stream.slice(6_000);
  expect(Math.abs(mean(before, 'credit_score') - mean(after, 'credit_score') - 150)).toBeLessThan(10);
  for (const column of ['income', 'loan_amount']) {
    expect(Math.abs(mean(after, column) / mean(before, column) - 1)).toBeLessThan(0.05);
  }
});

test('recorded scores stay on the scale of 300 to 850', () => {
  for (const { credit_score } of [...reference, ...stream]) {
    expect(Number(credit_score)).toBeGreaterThanOrEqual(300);
    expect(Number(credit_score)).toBeLessThanOrEqual(850);
  }
});

test('batches hold no label, and labels join to every row exactly once', () => {
  expect(Object.keys(batches[0]![0]!)).toEqual(['id', 'income', 'credit_score', 'loan_amount']);
  expect(streamLabels.map(({ id }) => id)).toEqual(stream.map(({ id }) => id));
  expect(new Set([...reference, ...stream].map(({ id }) => id)).size).toBe(10_000);
});
