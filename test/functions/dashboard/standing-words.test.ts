import { describe, expect, test } from 'vitest';
import { type Standing, standingWords } from '../../../functions/dashboard/standing-words.ts';

const DAY = Date.UTC(2026, 2, 14);

const calm: Standing = {
  status: 'healthy',
  hasBaseline: true,
  hasModel: true,
  hasIds: true,
  waiting: 0,
  newest: {
    batchId: 'newest',
    uploaded: DAY,
    verdict: 'ok',
    driftedFeatures: 0,
    totalFeatures: 30,
    learned: false,
  },
  incident: null,
  candidate: null,
  retraining: { mode: 'auto', awaiting: false, broken: [], last: null, missingRows: null, refusal: null },
};
const drifting: Standing = {
  ...calm,
  status: 'unreliable',
  newest: {
    batchId: 'newest',
    uploaded: DAY,
    verdict: 'drift',
    driftedFeatures: 5,
    totalFeatures: 30,
    learned: false,
  },
  incident: { opened: DAY, firstBatch: 'first', driftingBatches: 1, driftedFeatures: 5 },
};
const retraining = (change: Partial<Standing['retraining']>): Standing => ({
  ...drifting,
  retraining: { ...drifting.retraining, ...change },
});

/** The words as a reader in London would see them. */
function told(standing: Standing): string {
  const { summary, next } = standingWords(standing);
  const day = (time: number) =>
    new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const text = (words: typeof summary) =>
    words.map((word) => (typeof word === 'string' ? word : day(word.time))).join('');
  return `${text(summary)} → ${next.code}: ${text(next.words)}`;
}

describe('how a monitor stands, and what to do next', () => {
  test.each<[string, Standing, string]>([
    [
      'before anything came',
      { ...calm, status: 'learning', hasBaseline: false, newest: null },
      'Nothing can be said yet: there is no baseline, the data that the model learned from. → upload-baseline: Upload the data that the model learned from.',
    ],
    [
      'when batches came first',
      { ...calm, status: 'learning', hasBaseline: false, newest: null, waiting: 3 },
      'Three files wait for a baseline, the data that the model learned from. → upload-baseline: Upload the data that the model learned from: what waits is judged as soon as it is there.',
    ],
    [
      'with a baseline alone',
      { ...calm, status: 'learning', newest: null },
      'The baseline has been read. No production data has come yet. → upload-production: Upload a file of production data: it is judged within seconds.',
    ],
    [
      'when no batch was large enough',
      { ...calm, status: 'learning', newest: { ...calm.newest!, verdict: 'insufficient' } },
      'No batch so far had enough rows to tell. → upload-larger: Upload a batch with more rows.',
    ],
    [
      'without drift',
      calm,
      'The data still looks like the data the model learned from, last on 14 March. → nothing: Nothing has to be done.',
    ],
    [
      'with less drift than alerts are set to',
      { ...calm, newest: { ...calm.newest!, verdict: 'drift', driftedFeatures: 1 } },
      'One of 30 features changed on 14 March, fewer than alerts are set to. → read-report: Open the report and see whether you know a reason.',
    ],
    [
      'when a model that has learned from the change took charge',
      { ...drifting, status: 'healthy', incident: null, newest: { ...drifting.newest!, learned: true } },
      'Five of 30 features changed on 14 March; a better model, which has learned from such data, has taken charge. → read-report: Nothing has to be done. The report says what changed.',
    ],
    [
      'with a newer baseline that waits',
      { ...calm, candidate: 'march.csv' },
      'The data still looks like the data the model learned from, last on 14 March. → review-candidate: A newer baseline, march.csv, waits: put it in charge if it is what data should look like from now on.',
    ],
    [
      'in an incident whose labels are missing',
      drifting,
      'Five of 30 features changed on 14 March; the model is marked unreliable. → upload-labels: Labels are needed to retrain: upload them here.',
    ],
    [
      'in an incident with some labels',
      retraining({ missingRows: 134 }),
      'Five of 30 features changed on 14 March; the model is marked unreliable. → upload-labels: Labels are needed for 134 more rows to retrain: upload them here.',
    ],
    [
      'in an incident that goes on',
      { ...drifting, incident: { ...drifting.incident!, driftingBatches: 4, driftedFeatures: 30 } },
      'All 30 features changed since 14 March; the model is marked unreliable. → upload-labels: Labels are needed to retrain: upload them here.',
    ],
    [
      'in an incident without a model',
      { ...drifting, hasModel: false },
      'Five of 30 features changed on 14 March; the data is marked unreliable. → read-report: Open the report and ask whoever supplies the data whether they know a reason.',
    ],
    [
      'while a new model is trained',
      { ...drifting, status: 'retraining' },
      'Five of 30 features changed on 14 March; the model is marked unreliable, and a new one is being trained. → wait: A new model is being trained and compared with the one in charge: wait for the result.',
    ],
    [
      'when a better model waits for a person',
      retraining({ awaiting: true }),
      'Five of 30 features changed on 14 March; the model is marked unreliable. → approve: A better model is ready and waits for you: look at the evidence and put it in charge.',
    ],
    [
      'when the data looks broken',
      retraining({ broken: ['Column "age" is missing.'] }),
      'Five of 30 features changed on 14 March; the model is marked unreliable. → read-report: The data looks broken rather than changed: Column "age" is missing. Have it corrected and upload it again; if it is right as it is, retrain by hand.',
    ],
    [
      'when the new model was no better',
      retraining({ last: 'kept' }),
      'Five of 30 features changed on 14 March; the model is marked unreliable. → upload-labels: A new model was trained and is not surely better, so the one in charge stays. More labels may tell: upload them here.',
    ],
    [
      'when no model could be trained',
      retraining({ last: 'refused', refusal: 'Every answer is the same.' }),
      'Five of 30 features changed on 14 March; the model is marked unreliable. → read-report: No new model could be trained: Every answer is the same.',
    ],
    [
      'when retraining is off',
      retraining({ mode: 'off' }),
      'Five of 30 features changed on 14 March; the model is marked unreliable. → read-report: Open the report and see whether you know a reason. Retraining is off: ask for it by hand when labels are there.',
    ],
    [
      'when rows have no names',
      { ...drifting, hasIds: false },
      'Five of 30 features changed on 14 March; the model is marked unreliable. → read-report: Labels are needed to retrain, and no column names the rows: upload production data with its label column filled in, or name an id column in the settings.',
    ],
  ])('%s', (_, standing, words) => {
    expect(told(standing)).toBe(words);
  });

  test('points to a report that shows the drift', () => {
    expect(standingWords({ ...drifting, hasModel: false }).next.batch).toBe('newest');
    const quiet = { ...drifting, hasModel: false, newest: { ...drifting.newest!, verdict: 'ok' as const } };
    expect(standingWords(quiet).next.batch).toBe('first');
  });

  test('shows untrusted names as text', () => {
    expect(told({ ...calm, candidate: '\u202e<b>.csv' })).toContain('\\u202e<b>.csv');
  });
});
