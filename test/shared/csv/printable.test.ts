import { describe, expect, it } from 'vitest';
import { printable } from '../../../shared/csv/printable.ts';

describe('printable', () => {
  it('escapes what moves a cursor, breaks a line, reverses or hides text', () => {
    expect(printable('a\u001b[2Jb\r\n\t\u0000\u007f\u009b')).toBe(
      'a\\u{1b}[2Jb\\u{d}\\u{a}\\u{9}\\u{0}\\u{7f}\\u{9b}',
    );
    expect(printable('\u202eevil\u2066\u200f\u200b\ufeff\u2028\u2029')).toBe(
      '\\u{202e}evil\\u{2066}\\u{200f}\\u{200b}\\u{feff}\\u{2028}\\u{2029}',
    );
    expect(printable('\ud83d')).toBe('\\u{d83d}');
  });

  it('leaves other text alone, in any script', () => {
    for (const text of ['', 'plain', 'Größe 5" × 3', '年齢', 'عمر', '\u{1f600}'])
      expect(printable(text)).toBe(text);
  });

  it('cuts to the length it is given, 60 by default', () => {
    expect(printable('x'.repeat(60))).toBe('x'.repeat(60));
    expect(printable('x'.repeat(61))).toBe(`${'x'.repeat(60)}…`);
    expect(printable('abc', 2)).toBe('ab…');
  });
});
