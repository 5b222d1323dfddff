import { describe, expect, test } from 'vitest';
import { predictionWords } from '../../../../../functions/dashboard/web/pages/batch/prediction-words.ts';

const PREDICTIONS = { model: 'm', rows: 300, drifted: false, refusal: null, changed: null };

describe('predictionWords(predictions)', () => {
  test('says how many there are and whether they have drifted', () => {
    expect(predictionWords(PREDICTIONS)).toEqual(['300 predictions.', 'What it predicts is as usual.']);
    expect(predictionWords({ ...PREDICTIONS, rows: 1, drifted: true })).toEqual([
      '1 prediction.',
      'What it predicts has drifted too.',
    ]);
  });

  test('says how many changed where another model was in charge before', () => {
    const changed = { against: 'old', rows: 300, changed: 117 };
    expect(predictionWords({ ...PREDICTIONS, changed }).at(-1)).toBe(
      '117 of 300 predictions (39 %) differ from those of the model that was in charge before.',
    );
  });

  test('says why there are none, with nothing in it that acts on the page', () => {
    const refusal = 'The column "\u202eage" is missing.';
    expect(predictionWords({ ...PREDICTIONS, rows: null, drifted: null, refusal })).toEqual([
      'The column "\\u202eage" is missing.',
    ]);
  });
});
