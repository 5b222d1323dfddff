import { describe, expect, test } from 'vitest';
import { retrainingOutcome } from '../../../../../functions/dashboard/web/model/retraining-words.ts';

const NOTHING = { missing: null, refusal: null };

describe('retrainingOutcome(retraining)', () => {
  test.each([
    ['wanted', 'A model is being trained'],
    ['trained', 'Its model is being compared with the one in charge'],
    ['promoted', 'Its model took charge'],
    ['kept', 'Its model is not surely better: the one in charge stayed'],
    ['waiting-for-approval', 'Its model is better, and waits for approval'],
    ['superseded', 'Overtaken: something else took charge meanwhile'],
  ] as const)('%s: %s', (state, words) => {
    expect(retrainingOutcome({ state, ...NOTHING }, true)).toBe(words);
  });

  test('names the labels that are missing, five answers at most', () => {
    const missingByClass = 'abcdefg'.split('').map((name, i) => ({ class: name, rows: i + 1 }));
    const missing = { labelledRows: 10, missingRows: 28, missingByClass };
    const waiting = { state: 'waiting-for-labels', missing, refusal: null } as const;
    expect(retrainingOutcome(waiting, false)).toMatch(/^Lacked labels of 28 more rows: 1 of "a"/);
    expect(retrainingOutcome(waiting, true)).toBe(
      'Waits for labels of 28 more rows: 1 of "a", 2 of "b", 3 of "c", 4 of "d", 5 of "e", and 2 more answers',
    );
  });

  test('says why it was refused, with nothing in it that acts on the page', () => {
    const words = retrainingOutcome({ state: 'refused', missing: null, refusal: 'No \u202ecolumn.' }, true);
    expect(words).toBe('Could not be done: No \\u202ecolumn.');
  });
});
