import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { characters, textColumns } from '../../../../shared/report/render/text-columns.ts';

test.each([
  ['typical value 13.4 → 16.7 (+25 %)', 33],
  ['Größe, naïve façade', 19],
  ['体温', 4],
  ['ひらがな カタカナ', 17],
  ['한국어', 6],
  ['ﾊﾝｶｸ', 4],
  ['ＦＵＬＬ', 8],
  ['e\u0301', 1],
  ['zero\u200bwidth', 9],
  ['👍 ❤️ 👨‍👩‍👧', 8],
  ['Привет, Ελλάδα', 14],
  ['', 0],
])('textColumns(%j) is %i, as other tools count', (text, columns) => {
  expect(textColumns(text)).toBe(columns);
  expect(stringWidth(text)).toBe(columns);
});

test('every letter counts as other tools count it', () => {
  const differing: string[] = [];
  for (let code = 0x20; code < 0x30000; code++) {
    const character = String.fromCodePoint(code);
    if (!/^[\p{Letter}\p{Number}\p{Currency_Symbol}]$/u.test(character)) continue;
    if (textColumns(character) !== stringWidth(character)) differing.push(code.toString(16));
  }
  expect(differing).toEqual([]);
});

test('characters keeps together what is seen as one', () => {
  expect(characters('e\u0301👨‍👩‍👧x')).toEqual(['e\u0301', '👨‍👩‍👧', 'x']);
});
