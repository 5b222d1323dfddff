import { describe, expect, test } from 'vitest';
import { fileWords, rowWords } from '../../../../../functions/dashboard/web/pages/predict/predicted-words.ts';
import { predictionsCsv } from '../../../../../functions/dashboard/web/pages/predict/predictions-csv.ts';
import {
  noteOf,
  rowOf,
  usualValues,
  usualWords,
} from '../../../../../functions/dashboard/web/pages/predict/row-values.ts';
import type { AnswerOf } from '../../../../../functions/dashboard/wire/endpoint.ts';
import type { PredictInput, predict } from '../../../../../functions/dashboard/wire/predict.ts';

const age: PredictInput = {
  ...{ name: 'age', type: 'numeric', levels: [], missing: 0 },
  range: { low: 18, typical: 37.123456789, high: 90 },
};
const plan: PredictInput = {
  ...{ name: '__proto__', type: 'categorical', range: null, missing: 0.25 },
  levels: [
    { value: 'basic', share: 0.7 },
    { value: '=1+1', share: 0.3 },
  ],
};

describe('a row', () => {
  test('begins with what is usual', () => {
    expect([...usualValues([age, plan])]).toEqual([
      ['age', '37.1235'],
      ['__proto__', 'basic'],
    ]);
  });

  test('is sent as names and texts, whatever columns are called; what is blank is missing', () => {
    expect(
      rowOf(
        [age, plan],
        new Map([
          ['age', ' '],
          ['__proto__', '=1+1'],
        ]),
      ),
    ).toEqual({
      row: [
        { name: 'age', value: null },
        { name: '__proto__', value: '=1+1' },
      ],
    });
  });

  test('says what is usual', () => {
    expect(usualWords(age)).toBe('18 to 90');
    expect(usualWords(plan)).toBe('Mostly "basic" (70 %); missing in 25 % of the rows');
    expect(usualWords({ ...plan, levels: [] })).toBe('Not in the baseline');
  });

  test.each([
    [age, '40', null],
    [age, '18', null],
    [age, '17.9', 'Less than the model has seen: a prediction is a guess there.'],
    [age, '140', 'More than the model has seen: a prediction is a guess there.'],
    [age, 'old', 'No number: taken as missing.'],
    [age, '', 'Left empty: taken as missing.'],
    [plan, 'basic', null],
    [plan, 'gold', 'The model has never seen this value.'],
  ])('noteOf(%o, %o) is %o', (input, value, note) => {
    expect(noteOf(input, value)).toBe(note);
  });

  test('has no note on a level that a list cut off at 100 need not have', () => {
    const levels = Array.from({ length: 100 }, (_, i) => ({ value: `z${i}`, share: 0.01 }));
    expect(noteOf({ ...plan, levels }, 'gold')).toBeNull();
  });
});

const answer: AnswerOf<typeof predict> = {
  ids: ['a', '=cmd'],
  models: [
    {
      ...{ version: 'new', role: 'champion', label: 'churned', classes: ['no', 'yes'], absentInputs: [] },
      rows: [
        { prediction: 'yes', probabilities: [0.2, 0.8] },
        { prediction: 'no', probabilities: [0.9, 0.1] },
      ],
    },
    {
      ...{ version: 'old', role: 'previous', label: 'churned', classes: ['no', 'yes'], absentInputs: [] },
      rows: [
        { prediction: 'no', probabilities: [0.6, 0.4] },
        { prediction: 'no', probabilities: [0.7, 0.3] },
      ],
    },
  ],
};

describe('predictions', () => {
  test('of a row are told in a sentence, with what the model before said', () => {
    expect(rowWords(answer)).toBe('The model predicts "yes" (80 %). The model before it said "no".');
    expect(rowWords({ ...answer, models: answer.models.slice(0, 1) })).toBe(
      'The model predicts "yes" (80 %).',
    );
  });

  test('of a file are counted where the models differ', () => {
    expect(fileWords(answer)).toBe(
      '2 rows predicted. For 1 of them the model before would have said something else.',
    );
  });

  test('become a CSV with both models, in which no cell runs as a formula', () => {
    expect(predictionsCsv(answer, 'id').split('\n')).toEqual([
      'id,prediction,probability,probability of no,probability of yes,' +
        'previous prediction,previous probability,previous probability of no,previous probability of yes',
      'a,yes,0.8,0.2,0.8,no,0.6,0.6,0.4',
      "'=cmd,no,0.9,0.9,0.1,no,0.7,0.7,0.3",
      '',
    ]);
  });
});
