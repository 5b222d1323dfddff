import { expect, test } from 'vitest';
import { newsText, welcome } from '../../../infra/cli/start-words.ts';

const INPUTS = '.driftline/inputs';

test('the welcome says where to look, what to do next and how to stop', () => {
  expect(
    welcome({ url: 'http://127.0.0.1:4870', inputs: INPUTS }),
  ).toBe(`Driftline is watching .driftline/inputs
  See what it found:   http://127.0.0.1:4870
  Check another file:  copy a CSV into .driftline/inputs/production/
  Stop:                Ctrl-C

`);
});

test('a batch that waits says what it waits for, and where to put it', () => {
  expect(newsText({ kind: 'waiting', monitor: 'churn', key: 'production/churn/june.csv' }, INPUTS)).toBe(
    `june.csv (monitor churn)
  Waits for a baseline: it is judged as soon as there is one.
  Copy the data that the model learned from into .driftline/inputs/baseline/churn/

`,
  );
});

test('a baseline that is not in charge says so', () => {
  const news = {
    kind: 'baseline',
    monitor: 'churn',
    key: 'baseline/churn/a.csv',
    rows: 569,
    features: 30,
  } as const;
  expect(newsText({ ...news, inCharge: true }, INPUTS)).toContain('The new baseline: 569 rows, 30 features.');
  expect(newsText({ ...news, inCharge: false }, INPUTS)).toContain('Kept, but not in charge: 569 rows');
});

test('names and reasons cannot act on the terminal', () => {
  const key = 'production/\u001b[31m\u202egpj.csv';
  const text = newsText({ kind: 'refused', monitor: 'default', key, reason: `${key}: no` }, INPUTS);
  expect(text).toBe(
    '\\u001b[31m\\u202egpj.csv (monitor default)\n  Cannot be used: production/\\u001b[31m\\u202egpj.csv: no\n\n',
  );
});
