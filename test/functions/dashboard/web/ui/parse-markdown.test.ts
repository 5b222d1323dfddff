import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Line, parseMarkdown } from '../../../../../functions/dashboard/web/ui/parse-markdown.ts';
import { escapeMarkdown, markdownCode } from '../../../../../shared/report/render/markdown-escape.ts';
import { safeText, showName } from '../../../../../shared/text/safe-text.ts';

const plain = (text: string): Line => (text === '' ? [] : [{ text, code: false }]);

/** What somebody may call a column: markup, Markdown, entities. */
const hostileName = fc.string({
  unit: fc.constantFrom(
    ...'ab <>&;#`|\\*_[]()!-=\u202e"\'0123456789',
    '&lt;',
    '</code>',
    '<code>',
    '&#8203;',
  ),
  minLength: 1,
  maxLength: 30,
});

describe('parseMarkdown(text)', () => {
  test('knows headings, paragraphs, lists and tables', () => {
    const text = '# Title\n\nOne line\nand another.\n\n- a\n- b\n\n| x | y |\n| --- | --- |\n| 1 |  |\n';
    expect(parseMarkdown(text)).toEqual([
      { kind: 'heading', level: 1, line: plain('Title') },
      { kind: 'paragraph', line: plain('One line and another.') },
      { kind: 'list', items: [plain('a'), plain('b')] },
      { kind: 'table', head: [plain('x'), plain('y')], rows: [[plain('1'), plain('')]] },
    ]);
  });

  test('sets names as code, written either way', () => {
    expect(parseMarkdown('From `a` to <code>b&#124;c</code>.')).toEqual([
      {
        kind: 'paragraph',
        line: [
          ...plain('From '),
          { text: 'a', code: true },
          ...plain(' to '),
          { text: 'b|c', code: true },
          ...plain('.'),
        ],
      },
    ]);
  });

  test('makes no markup of anything else', () => {
    const text = '<script>alert(1)</script> **b** [x](javascript:alert(1)) ![y](z)';
    expect(parseMarkdown(text)).toEqual([{ kind: 'paragraph', line: plain(text) }]);
  });

  test('gives back every name that was written as code, in a line or in a table', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const code = markdownCode(name);
        const expected = { text: showName(name), code: true };
        const [paragraph] = parseMarkdown(`Of ${code}.`);
        expect(paragraph).toMatchObject({ line: [{ text: 'Of ' }, expected, { text: '.' }] });
        const [table] = parseMarkdown(`| a | b |\n| --- | --- |\n| ${code} | 1 |`);
        expect(table).toMatchObject({ kind: 'table', rows: [[[expected], [{ text: '1' }]]] });
      }),
      { seed: 11 },
    );
  });

  test('gives back text that was escaped', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const [paragraph] = parseMarkdown(`x${escapeMarkdown(name)}x`);
        expect(paragraph).toEqual({ kind: 'paragraph', line: plain(`x${safeText(name)}x`) });
      }),
      { seed: 12 },
    );
  });
});
