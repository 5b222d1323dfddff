import { describe, expect, test } from 'vitest';
import {
  comparisonAnswer,
  comparisonInBrief,
  comparisonInShort,
  gainWords,
  lossOnOldRows,
} from '../../../../../functions/dashboard/web/model/comparison-words.ts';

const comparison = {
  rows: 270,
  accuracy: { champion: 0.607, challenger: 0.756 },
  logLoss: { champion: 1.82, challenger: 0.639 },
  gain: { estimate: 1.181, low: 0.843, high: 1.561 },
  oldRows: {
    rows: 169,
    accuracy: { champion: 0.799, challenger: 0.562 },
    logLoss: { champion: 0.55, challenger: 0.973 },
  },
};

describe('champion against challenger, in words', () => {
  test('for a manager', () => {
    expect(comparisonInShort({ comparison, passed: true })).toBe(
      'Accuracy 61 % → 76 % on 270 new rows: surely better',
    );
    expect(comparisonInBrief({ comparison, passed: false })).toBe('61 % → 76 %: not surely better');
    expect(comparisonAnswer(comparison.accuracy, true)).toBe(
      'Yes, surely: it is right in 76 % of new rows, where the model before is right in 61 %.',
    );
    expect(comparisonAnswer(comparison.accuracy, false)).toMatch(/^Not surely: /);
  });

  test('by the figure that decides: better, perhaps better, worse', () => {
    expect(gainWords(comparison.gain, true)).toBe(
      'Its log loss is smaller by 1.181, between 0.843 and 1.561 with 95 % confidence.',
    );
    expect(gainWords({ estimate: 0.02, low: -0.01, high: 0.05 }, false)).toBe(
      'Its log loss is smaller by 0.020, but that may be luck: it lies between -0.010 and 0.050 with 95 % confidence.',
    );
    expect(gainWords({ estimate: -0.02, low: -0.05, high: 0.01 }, false)).toBe(
      'Its log loss is larger by 0.020. How much smaller it is lies between -0.050 and 0.010 with 95 % confidence.',
    );
  });

  test('what it costs on old rows, where it costs something', () => {
    expect(lossOnOldRows(comparison)).toMatch(
      /^On 169 rows from before the drift accuracy goes from 80 % to 56 %/,
    );
    expect(lossOnOldRows({ oldRows: null })).toBeNull();
    const kept = { ...comparison.oldRows, logLoss: { champion: 0.55, challenger: 0.5 } };
    expect(lossOnOldRows({ oldRows: kept })).toBeNull();
  });
});
