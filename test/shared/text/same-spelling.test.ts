import { expect, test } from 'vitest';
import { sameSpelling } from '../../../shared/text/same-spelling.ts';

test.each([
  ['concave points_mean', 'concavePointsMean'],
  ['New York', 'new-york'],
  ['<=50K', '<=50K.'],
  ['x_1', 'X1'],
  ['ｆｕｌｌ', 'full'],
])('sameSpelling(%j, %j) is true', (a, b) => {
  expect(sameSpelling(a, b)).toBe(true);
});

test.each([
  ['A+', 'A-'],
  ['<=50K', '>50K'],
  ['1.5', '15'],
  ['18-25', '1825'],
  ['-1', '1'],
  ['+', '-'],
  ['?', ''],
])('sameSpelling(%j, %j) is false: the sign means something', (a, b) => {
  expect(sameSpelling(a, b)).toBe(false);
});
