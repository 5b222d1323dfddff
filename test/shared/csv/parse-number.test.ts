import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../../shared/csv/parse-number.ts';

describe('parseNumber', () => {
  it('is Number(text) bit for bit for every double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.constantFrom('', '+', ' '), (value, before) => {
        for (const text of [String(value), value.toExponential(), value.toPrecision(17)]) {
          const signed = text.startsWith('-') ? text : before + text;
          expect(Object.is(parseNumber(signed), Number(signed))).toBe(true);
        }
      }),
      { seed: 22, numRuns: 2_000 },
    );
  });

  it('is Number(text) for any text of the characters numbers are made of, unless it has a base', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.eE+- '), maxLength: 12 }), (text) => {
        expect(Object.is(parseNumber(text), text.trim() === '' ? Number.NaN : Number(text))).toBe(true);
      }),
      { seed: 23, numRuns: 5_000 },
    );
  });

  it.each([
    ['-0', -0],
    ['.5', 0.5],
    ['5.', 5],
    ['1e400', Infinity],
    ['9007199254740993', 9007199254740992],
    ['4.9e-324', 5e-324],
    [' 7 ', 7],
  ])('%j is %d', (text, value) => {
    expect(Object.is(parseNumber(text), value)).toBe(true);
  });

  it.each(['inf', 'Inf', 'INF', '+inf', 'infinity', 'Infinity', '+INFINITY'])('%s is infinite', (text) => {
    expect(parseNumber(text)).toBe(Infinity);
    expect(parseNumber(`-${text.replace('+', '')}`)).toBe(-Infinity);
  });

  it.each([
    ...['', ' ', '\u00a0', '0x10', '0X10', ' 0x10', '0b1', '0B1', '0o7', '0O7', '-0x10'],
    ...[
      '1_000',
      '1,000',
      '1,5',
      '12%',
      '$5',
      '1 000',
      '1n',
      'nan',
      'NaN',
      'infinite',
      '--1',
      '1e',
      'e5',
      '.',
    ],
  ])('%j is no number', (text) => {
    expect(parseNumber(text)).toBeNaN();
  });
});
