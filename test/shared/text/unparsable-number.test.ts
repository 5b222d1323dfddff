import { expect, test } from 'vitest';
import { howToWriteNumbers } from '../../../shared/text/unparsable-number.ts';

test.each([
  [['12,5', '-7,25'], /decimal commas: write them with a point/],
  [['1,234,567', '1,234.5'], /thousands separators: leave them out/],
  [['1,234', '5,678'], /thousands separators or decimal commas/],
  [['$12', '€ 7.50'], /number alone/],
  [['12 kg', '7.5 kg'], /number alone/],
  [['85%', '7 %'], /number alone/],
])('howToWriteNumbers(%j) knows the mistake', (cells, words) => {
  expect(howToWriteNumbers(cells)).toMatch(words);
});

test.each([[[]], [['broken', '12,5']], [['2024-01-31']], [['12,5', '$7']], [['12:30']]])(
  'howToWriteNumbers(%j) is null: no one mistake that all show',
  (cells) => {
    expect(howToWriteNumbers(cells)).toBeNull();
  },
);
