import { describe, expect, test } from 'vitest';
import { BatchAnswers } from '../../../shared/model/batch-answers.ts';
import { classFinder } from '../../../shared/model/label-classes.ts';
import { measureAnswers } from '../../../shared/model/measure-answers.ts';

describe('an answer means the class', () => {
  test('that is spelled so, numbers and booleans in any spelling, text as it is', () => {
    expect(['1', '1.0', '2', 'one'].map(classFinder(['0', '1']))).toEqual([1, 1, -1, -1]);
    expect(['TRUE', 'false', 'yes'].map(classFinder(['false', 'true']))).toEqual([1, 0, -1]);
    expect(['yes', 'Yes'].map(classFinder(['no', 'yes']))).toEqual([1, -1]);
    // One class that is no number: the others stand as they are written.
    expect(['1', '1.0'].map(classFinder(['1', 'none']))).toEqual([0, -1]);
  });

  test('whatever names JavaScript has of its own', () => {
    expect(['__proto__', 'constructor'].map(classFinder(['constructor', 'x']))).toEqual([-1, 0]);
  });
});

describe('the answers to a batch', () => {
  const batch = () => {
    const answers = new BatchAnswers(3, ['no', 'yes']);
    for (const [row, id] of ['a', 'b', 'a'].entries()) answers.name('id', row, id);
    return answers;
  };

  test('go to every row of their id, and nowhere else', () => {
    const answers = batch();
    answers.offer('id', 'a', 'yes');
    answers.offer('id', 'z', 'no');
    answers.offer('other', 'b', 'no');
    expect([0, 1, 2].map((row) => answers.classOf(row))).toEqual([1, null, 1]);
    expect(answers).toMatchObject({ labelled: 2, foreign: 0, duplicates: 0, conflicts: 0 });
  });

  test('say nothing without an id or an answer', () => {
    const answers = batch();
    answers.name('id', 1, null);
    answers.offer('id', null, 'yes');
    answers.offer('id', 'b', null);
    expect(answers.labelled).toBe(0);
  });

  test('count as said last; the same again in another spelling is no contradiction', () => {
    const answers = new BatchAnswers(1, ['0', '1']);
    for (const answer of ['1', '1.0', '0', '7']) answers.offerRow(0, answer);
    expect(answers.classOf(0)).toBeNull();
    expect(answers).toMatchObject({ labelled: 0, foreign: 1, duplicates: 1, conflicts: 2 });
  });
});

describe('measured performance', () => {
  test('counts by class which rows were right', () => {
    const measured = measureAnswers(
      {
        labels: Int32Array.of(0, 1, 1),
        classes: 2,
        probabilities: Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.7, 0.3),
      },
      ['no', 'yes'],
    );
    expect(measured).toMatchObject({
      accuracy: { value: 2 / 3 },
      rocAuc: { value: 1 },
      classes: [
        { name: 'no', labelled: 1, right: 1 },
        { name: 'yes', labelled: 2, right: 1 },
      ],
    });
    expect(measured?.logLoss.value).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8) + Math.log(0.3)) / 3, 12);
  });

  test('is none without a row', () => {
    const none = { labels: new Int32Array(), classes: 2, probabilities: new Float64Array() };
    expect(measureAnswers(none, ['no', 'yes'])).toBeNull();
  });
});
