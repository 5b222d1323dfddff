import { expect, test } from 'vitest';
import { dataName } from '../../../../../functions/dashboard/web/report/data-name.ts';

test.each([
  ['inputs/baseline/churn/train.csv', 'train.csv'],
  ['baseline.csv', 'baseline.csv'],
  ['artifacts/windows/churn/2026-03-14T00:00:00.000Z-12345678.csv', 'the labelled rows of a retraining'],
  ['inputs/baseline/windows/\u202egnp.csv', '\\u202egnp.csv'],
])('dataName(%j) is %j', (uri, name) => {
  expect(dataName(uri)).toBe(name);
});
