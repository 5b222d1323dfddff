import { describe, expect, test } from 'vitest';
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
    ...{ rows: 500, labelled: 480, foreign: 0, learnedFrom: false, measured, refusal: null },
  } as const;
  expect(line(performance)).toBe('  Accuracy: 0.950 (0.920–0.970), 480 of 500 labelled.');
  expect(line({ ...performance, learnedFrom: true })).toContain('too good, as the model learned from rows');
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

describe('news of retraining', () => {
  const text = (news: Parameters<typeof newsText>[0], inputs = INPUTS) => newsText(news, inputs);
  const monitor = 'churn';
  const both = (champion: number, challenger: number) => ({ champion, challenger });
  const comparison = {
    rows: 270,
    accuracy: both(0.607, 0.756),
    logLoss: both(1.82, 0.6394),
    gain: { estimate: 1.18, low: 0.843, high: 1.56 },
    oldRows: { rows: 169, accuracy: both(0.799, 0.562), logLoss: both(0.5, 1.2) },
  };
  const challenger = { kind: 'challenger', monitor, model: 'm2', labelledRows: 900, comparison } as const;

  test('says from which rows a model learns, and that nothing has changed yet', () => {
    const began = { kind: 'retraining', monitor, since: 'production/churn/june.csv', drift: true } as const;
    expect(text(began)).toBe(`Retraining (monitor churn)
  Began: a new model learns from the labelled rows since june.csv.
  The one in charge goes on until the new one has been found better.

`);
    expect(text({ ...began, drift: false })).toContain('the labelled rows after june.csv.');
  });

  test('says how many labelled rows are missing, of which classes, and where to put them', () => {
    const waitsFor = {
      for: 'labels',
      ...{ labelledRows: 600, missingRows: 9, missingByClass: [{ class: 'le\u001bft', rows: 5 }] },
      ...{ label: 'status', idColumn: 'id' },
    } as const;
    expect(text({ kind: 'retraining-waits', monitor, waitsFor })).toBe(`Retraining (monitor churn)
  Waits for 9 more labelled rows; since the drift began there are 600.
  Among them 5 where status is le\\u001bft.
  Copy a CSV with the columns id and status to
  .driftline/inputs/labels/churn/

`);
    const one = { ...waitsFor, labelledRows: 1, missingRows: 1, missingByClass: [], idColumn: null };
    expect(text({ kind: 'retraining-waits', monitor, waitsFor: one })).toBe(`Retraining (monitor churn)
  Waits for 1 more labelled row; since the drift began there is 1.
  No column tells rows apart, so answers come with their rows: copy files with
  the column status filled in to .driftline/inputs/production/churn/

`);
  });

  test('says what else it waits for, and the command that lets it go on', () => {
    const waits = (
      waitsFor: Extract<Parameters<typeof newsText>[0], { kind: 'retraining-waits' }>['waitsFor'],
    ) => text({ kind: 'retraining-waits', monitor, waitsFor }, '/srv/state/inputs').split('\n').slice(1);
    const until = Date.UTC(2026, 5, 1, 10, 42);
    expect(waits({ for: 'cooldown', until, cooldown: '1h' })).toEqual([
      '  Waits until 2026-06-01 10:42 UTC: the settings want 1h between two tries.',
      '  Sooner, by hand:',
      '    driftline retrain --monitor churn --state /srv/state',
      '',
      '',
    ]);
    expect(waits({ for: 'trust', reasons: ['Column age is missing.'] })).toEqual([
      '  Waits for you, as the data looks broken rather than changed:',
      '  - Column age is missing.',
      '  If it is right as it is, let a model learn from it:',
      '    driftline retrain --monitor churn --state /srv/state',
      '',
      '',
    ]);
    expect(waits({ for: 'approval', model: 'm2' }).slice(0, 2)).toEqual([
      '  A better model waits for your approval:',
      '    driftline promote --monitor churn --state /srv/state',
    ]);
  });

  test('says of a promotion what speaks for it, on new rows and on old ones', () => {
    expect(text({ ...challenger, outcome: 'promoted' })).toBe(`Retraining (monitor churn)
  Promoted: the new model is surely better and takes charge. From now on batches
  are compared with the rows since the drift began.
  On 270 rows that neither had learned from: 61 % → 76 % right.
  Log loss 1.82 → 0.639: gain 0.843 to 1.56 (95 % interval).
  On 169 rows from before the drift: 80 % → 56 % right.

`);
    const fewerRight = { ...comparison, accuracy: both(0.82, 0.81), oldRows: null };
    expect(text({ ...challenger, outcome: 'promoted', comparison: fewerRight })).toContain(
      'It errs more often but is less sure when it does, which is what counts.\n\n',
    );
  });

  test('says why a model was kept back, and how to have it all the same; of what is superseded, why', () => {
    const worse = { ...comparison, gain: { estimate: -0.1, low: -0.16, high: 0.02 } };
    const kept = text({ ...challenger, outcome: 'kept', comparison: worse });
    expect(kept).toContain('Kept: the new model is not surely better, so the one in charge stays.\n');
    expect(kept).toContain('gain −0.16 to 0.02 (95 % interval).');
    expect(kept).toMatch(/all the same:\n {4}driftline promote --monitor churn m2\n\n$/);
    expect(text({ ...challenger, outcome: 'waiting-for-approval' })).toContain(
      'waits for your approval:\n    driftline promote --monitor churn\n',
    );
    expect(text({ ...challenger, outcome: 'superseded' })).toContain(
      'Set aside: meanwhile the drift has ended',
    );
    expect(text({ kind: 'retraining-refused', monitor, reason: 'No column\u001b.' })).toContain(
      '  No model can be learned: No column\\u001b.\n  The one in charge stays.\n',
    );
  });

  test('a model made of batches that an operator put in charge is not called by a file', () => {
    const news = { kind: 'promotion', monitor, key: 'production/churn/june.csv', rows: 900 } as const;
    expect(text({ ...news, features: 16, batches: 3, model: 'in-charge' })).toBe(
      'Monitor churn\n  In charge now: 900 rows of 3 batches, 16 features; its model scores batches.\n\n',
    );
  });

  test('no line is wider than 80 columns', () => {
    const outcomes = ['promoted', 'kept', 'waiting-for-approval', 'superseded'] as const;
    const lines = outcomes.flatMap((outcome) => text({ ...challenger, outcome }).split('\n'));
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});
