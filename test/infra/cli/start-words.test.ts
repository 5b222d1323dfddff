import { expect, test } from 'vitest';
import { newsText, welcome } from '../../../infra/cli/start-words.ts';
import { ESTIMATE_ASSUMES } from '../../../shared/model/estimate-performance.ts';

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
  const text = (state: 'in-charge' | 'candidate' | 'superseded') => newsText({ ...news, state }, INPUTS);
  expect(text('in-charge')).toContain('The new baseline: 569 rows, 30 features.');
  expect(text('superseded')).toContain('Kept, but not in charge: 569 rows');
  expect(text('superseded')).not.toContain('model');
  expect(text('candidate')).toContain(
    'A model depends on the one in charge, so this one waits as a candidate:',
  );
  expect(text('candidate')).toContain('driftline promote --monitor churn puts it in charge.');
  expect(newsText({ ...news, state: 'candidate' }, '/srv/state/inputs')).toContain(
    'driftline promote --monitor churn --state /srv/state puts it in charge.',
  );
});

test('what an operator put in charge says whether there is a model', () => {
  const news = {
    kind: 'promotion',
    monitor: 'churn',
    key: 'baseline/churn/a.csv',
    rows: 569,
    features: 30,
    batches: null,
  } as const;
  const text = (model: 'in-charge' | 'to-be-learned' | 'none') => newsText({ ...news, model }, INPUTS);
  expect(text('in-charge')).toBe(
    'a.csv (monitor churn)\n  In charge now: 569 rows, 30 features; its model scores batches.\n\n',
  );
  expect(text('to-be-learned')).toContain('its model is learned next');
  expect(text('none')).toContain('no model, as its label column is not known');
});

test('names and reasons cannot act on the terminal', () => {
  const key = 'production/\u001b[31m\u202egpj.csv';
  const text = newsText({ kind: 'refused', monitor: 'default', key, reason: `${key}: no` }, INPUTS);
  expect(text).toBe(
    '\\u001b[31m\\u202egpj.csv (monitor default)\n  Cannot be used: production/\\u001b[31m\\u202egpj.csv: no\n\n',
  );
});

test('a model and predictions are a line each', () => {
  const model = {
    kind: 'model',
    monitor: 'churn',
    key: 'baseline/churn/a.csv',
    model: 'logistic-regression',
    inCharge: true,
    rows: 569,
    accuracy: 0.9754,
    refusal: null,
  } as const;
  const line = (news: Parameters<typeof newsText>[0]) => newsText(news, INPUTS).split('\n')[1];
  expect(line(model)).toBe(
    '  A model was learned from it: logistic-regression on 569 rows, 98 % right on rows it had not seen.',
  );
  expect(line({ ...model, inCharge: false })).toContain('not needed any more');
  expect(line({ ...model, refusal: 'One class\u001b only.' })).toBe(
    '  No model can be learned from it: One class\\u001b only.',
  );
  const predictions = {
    kind: 'predictions',
    monitor: 'churn',
    key: 'production/churn/june.csv',
    rows: 1234,
    drifted: false,
    estimated: null,
    refusal: null,
    changes: null,
    place: 'http://127.0.0.1:4870/p',
  } as const;
  expect(line(predictions)).toBe('  Scored: 1,234 predictions: http://127.0.0.1:4870/p');
  expect(line({ ...predictions, drifted: true })).toContain('which have drifted too');
  expect(line({ ...predictions, refusal: 'No.' })).toBe('  Could not be scored: No.');
  const changes = { compared: { rows: 1234, changed: 100 }, refusal: null };
  expect(newsText({ ...predictions, changes }, INPUTS).split('\n')[2]).toContain(
    '100 of 1,234 predictions (8.1 %) differ from',
  );
});

test('labels and what they say of the predictions are a line each', () => {
  const line = (news: Parameters<typeof newsText>[0], n = 1) => newsText(news, INPUTS).split('\n')[n];
  const file = { monitor: 'churn', key: 'labels/churn/june.csv' };
  const labels = {
    kind: 'labels',
    ...file,
    ids: 500,
    found: 480,
    empty: 0,
    duplicates: 0,
    conflicts: 0,
  } as const;
  expect(line(labels)).toBe('  Labels: 500 ids with an answer, 480 of them in scored batches when it came.');
  expect(line({ ...labels, empty: 1, duplicates: 2, conflicts: 3 })).toContain(
    '1 rows without id or answer, 2 said twice, 3 said otherwise before: the later row counts',
  );
  const measured = { accuracy: { value: 0.95, low: 0.92, high: 0.97 } };
  const performance = {
    kind: 'performance',
    ...{ monitor: 'churn', key: 'production/churn/june.csv' },
    ...{ rows: 500, labelled: 480, foreign: 0, measured, refusal: null },
  } as const;
  expect(line(performance)).toBe('  Accuracy: 0.950 (0.920–0.970), 480 of 500 labelled.');
  expect(line({ ...performance, foreign: 2 })).toContain('2 with an answer that the model does not know');
  expect(line({ ...performance, labelled: 0, measured: null })).toContain('not known, 0 of 500 labelled');
  expect(line({ ...performance, refusal: 'No\u001b.' })).toBe('  Not measured: No\\u001b..');
  expect(line({ kind: 'waiting', ...file })).toBe(
    '  Waits for a baseline: it is read as soon as there is one.',
  );
  const estimated = { accuracy: 0.96, rocAuc: 0.9, assumes: ESTIMATE_ASSUMES } as const;
  const scored = {
    kind: 'predictions',
    ...{ monitor: 'churn', key: 'production/churn/june.csv' },
    ...{
      rows: 500,
      drifted: false,
      estimated,
      refusal: null,
      changes: null,
      place: 'http://127.0.0.1:4870/p',
    },
  } as const;
  expect(line(scored, 2)).toBe(
    '  Accuracy without labels: estimated 0.960; assumes that the answer for a given input has not changed; cannot see concept drift.',
  );
});
