import { describe, expect, test } from 'vitest';
import { letterParts } from '../../../../../functions/dashboard/web/pages/alert/letter-parts.ts';

const ORIGIN = 'http://127.0.0.1:4870';

describe('letterParts(line, origin)', () => {
  test('links to our own pages, and no further than the address goes', () => {
    expect(letterParts(`Report: ${ORIGIN}/monitors/a/batches/b. Read it.`, ORIGIN)).toEqual([
      { words: 'Report: ', href: null },
      { words: `${ORIGIN}/monitors/a/batches/b`, href: '/monitors/a/batches/b' },
      { words: '. Read it.', href: null },
    ]);
  });

  test.each([
    'https://evil.example/login',
    `${ORIGIN}.evil.example/x`,
    'javascript:alert(1)',
    '<a href="https://evil.example">',
  ])('leaves %s as words, which a file may have brought in', (line) => {
    expect(letterParts(line, ORIGIN)).toEqual([{ words: line, href: null }]);
  });

  test('shows what would turn the text around', () => {
    expect(letterParts('\u202egnp.exe', ORIGIN)).toEqual([{ words: '\\u202egnp.exe', href: null }]);
  });

  test('is nothing for an empty line', () => {
    expect(letterParts('', ORIGIN)).toEqual([]);
  });
});
