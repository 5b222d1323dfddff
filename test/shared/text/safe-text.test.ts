import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { escapeMarkup, html, trustedMarkup } from '../../../shared/report/render/html-escape.ts';
import { wrapText } from '../../../shared/report/render/wrap-text.ts';
import { safeText, shorten, showLevel, showName } from '../../../shared/text/safe-text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 80 });

describe('safeText', () => {
  it.each([
    ['a\u001b[31mb', 'a\\u001b[31mb'],
    ['one\r\ntwo\tthree', 'one\\r\\ntwo\\tthree'],
    ['\u202eabc\u2069', '\\u202eabc\\u2069'],
    ['\u{e0041}tag', '\\u{e0041}tag'],
    ['lone \ud800', 'lone \\ud800'],
    ['\u009b\u0085\u2028\ufeff', '\\u009b\\u0085\\u2028\\ufeff'],
  ])('writes out what could act on its surroundings: %j', (text, safe) => {
    expect(safeText(text)).toBe(safe);
  });

  it.each(['radius_mean', 'température', '気温', '👩‍👩‍👧', 'نمی‌خواهم', 'a "b" \\ c'])(
    'leaves %s alone',
    (text) => {
      expect(safeText(text)).toBe(text);
    },
  );

  it('of any text has no control or format character but the joiners, and is stable', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const safe = safeText(text);
        expect(safe).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        expect(safeText(safe)).toBe(safe);
      }),
      { seed: 1 },
    );
  });
});

describe('shorten, showName, showLevel', () => {
  it('cut at code points, never inside one', () => {
    expect(shorten('abcdef', 6)).toBe('abcdef');
    expect(shorten('abcdefg', 6)).toBe('abcde…');
    expect(shorten('😀😀😀', 2)).toBe('😀…');
  });

  it('make a blank name or level visible', () => {
    expect(showName(' ')).toBe('" "');
    expect(showName('age')).toBe('age');
    expect(showLevel('')).toBe('""');
  });
});

describe('html', () => {
  it('escapes every hole, keeps markup, joins lists and leaves out nothings', () => {
    const items = ['<b>', '&'].map((x) => html`<li>${x}</li>`);
    expect(html`<ul title="${'"\''}">${items}${null}${false}${undefined}${0}</ul>`.text).toBe(
      '<ul title="&quot;&apos;"><li>&lt;b&gt;</li><li>&amp;</li>0</ul>',
    );
    expect(html`${trustedMarkup('<hr>')}`.text).toBe('<hr>');
  });

  it('leaves no character of any text that could end an element or attribute', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeMarkup(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|apos);)/);
      }),
      { seed: 2 },
    );
  });
});

describe('wrapText', () => {
  const wrap = (text: string, width: number) => wrapText(text, { width, indent: '', hanging: '  ' });

  it('keeps numbers with their unit and both sides of an arrow together', () => {
    expect(wrap('typical value 13.4 → 16.7 (+25 %)', 24)).toEqual(['typical value', '  13.4 → 16.7 (+25 %)']);
  });

  it('of any words stays within the width and loses nothing but spaces', () => {
    const words = fc.array(fc.stringMatching(/^[a-z%→気😀]{1,30}$/u), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(words, fc.integer({ min: 6, max: 60 }), (list, width) => {
        const lines = wrap(list.join(' '), width);
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(list.join(''));
      }),
      { seed: 3 },
    );
  });
});
