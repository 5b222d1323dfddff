import { describe, expect, test } from 'vitest';
import {
  changeHistoryWords,
  changeMeaning,
  missingHistoryWords,
  typicalHistoryWords,
} from '../../../../../functions/dashboard/web/pages/feature/history-words.ts';
import type { FeatureMoment } from '../../../../../functions/dashboard/wire/points.ts';

const moment = (change: number, more: Partial<FeatureMoment> = {}): FeatureMoment => ({
  ...{ batchId: 'b', name: 'b.csv', uploaded: 0, verdict: 'ok', pAdjusted: 1 },
  ...{ change, missing: 0, typical: null, drifted: false, ...more },
});

describe('a feature over the batches, in words', () => {
  test('its change: range, and how often it drifted', () => {
    const calm = [moment(0.031), moment(0.05)];
    expect(changeHistoryWords(calm)).toBe(
      'Change in 2 batches: from 0.031 to 0.05; it drifted in none of them.',
    );
    const one = [...calm, moment(0.25, { drifted: true })];
    expect(changeHistoryWords(one)).toBe('Change in 3 batches: from 0.031 to 0.25; it drifted in 1 of them.');
    const all = [moment(0.25, { drifted: true })];
    expect(changeHistoryWords(all)).toBe('Change in 1 batch: always 0.25; it drifted in all of them.');
  });

  test('missing values, as shares', () => {
    expect(missingHistoryWords([moment(0, { missing: 0.12 }), moment(0)])).toBe(
      'Missing values in 2 batches: from 0 % to 12 %.',
    );
  });

  test('the median, of the batches that have one', () => {
    expect(typicalHistoryWords([moment(0, { typical: 16.7 }), moment(0), moment(0, { typical: 13.4 })])).toBe(
      'Median in 2 batches: from 13.4 to 16.7.',
    );
  });

  test('the change is named after what it is', () => {
    expect(changeMeaning({ test: 'ks' })).toMatch(/^distance D \(or missing values/);
    expect(changeMeaning({ test: 'chi-squared' })).toMatch(/^total variation \(or missing values/);
  });
});
