import { expect, test } from 'vitest';
import { AnswerTexts } from '../../../shared/model/answer-texts.ts';

test('an answer goes to every row that has its id in that column', () => {
  const answers = new AnswerTexts();
  for (const [row, id] of ['a', 'b', 'a'].entries()) answers.name('id', row, id);
  answers.name('customer', 1, 'a');
  answers.offer('id', 'a', 'yes');
  expect([0, 1, 2].map((row) => answers.of(row))).toEqual(['yes', null, 'yes']);
  answers.offer('customer', 'a', 'no');
  expect([0, 1, 2].map((row) => answers.of(row))).toEqual(['yes', 'no', 'yes']);
});

test('what is offered later counts; empty cells say nothing', () => {
  const answers = new AnswerTexts();
  answers.name('id', 0, 'a');
  answers.name('id', 1, null);
  answers.offer('id', 'a', 'no');
  answers.offer('id', 'a', 'maybe');
  answers.offer('id', 'a', null);
  answers.offer('id', null, 'yes');
  answers.offerRow(1, 'yes');
  expect([answers.of(0), answers.of(1), answers.of(2)]).toEqual(['maybe', 'yes', null]);
});
