import { describe, expect, test } from 'vitest';
import { decimalText, signedBigInt } from '../../../shared/input/parquet/decimal-text.ts';
import { float32Text } from '../../../shared/input/parquet/float32-text.ts';
import { dateText, timestampText, timeText } from '../../../shared/input/parquet/time-text.ts';
import { seededRandom } from '../../../shared/stats/random.ts';

describe('float32Text', () => {
  test.each([
    '0.1',
    '0.3',
    '61.8',
    '-3.14159',
    '1e-10',
    '3.4028235e+38',
    '1e-45',
    '0.000123',
    '123456.79',
    '16777217',
  ])('gives %s back', (text) => {
    const value = Math.fround(Number(text));
    expect(Math.fround(Number(float32Text(value)))).toBe(value);
    expect(float32Text(value).length).toBeLessThanOrEqual(Math.max(text.length, 8));
  });

  test('of any number reads back as it, in no more than nine digits and none too many', () => {
    const random = seededRandom(3);
    const bits = new Uint32Array(1);
    const [float] = [new Float32Array(bits.buffer)];
    for (let i = 0; i < 50_000; i++) {
      bits[0] = random.integer(2 ** 32);
      const value = float[0]!;
      if (!Number.isFinite(value)) continue;
      const text = float32Text(value);
      expect(Math.fround(Number(text))).toBe(value);
      const digits = Number(value.toPrecision(9))
        .toString()
        .replace(/e.*|\D/g, '').length;
      if (!Number.isInteger(value))
        expect(text.replace(/e.*|\D/g, '').length).toBeLessThanOrEqual(Math.max(digits, 9));
    }
  });

  test.each([0.1, 0.2, 0.7, 1.1, 12.34, 99.95, 1234.5])(
    'a decimal of few digits stays one: %d',
    (decimal) => {
      expect(float32Text(Math.fround(decimal))).toBe(String(decimal));
    },
  );
});

describe('decimalText', () => {
  test.each([
    ['-1205', 2, '-12.05'],
    ['5', 3, '0.005'],
    ['-5', 1, '-0.5'],
    ['0', 2, '0.00'],
    ['12', 0, '12'],
    ['12', -2, '1200'],
  ])('%s with scale %i is %s', (unscaled, scale, text) => {
    expect(decimalText(unscaled, scale)).toBe(text);
  });

  test('integers of any length, the sign in the first bit', () => {
    expect(signedBigInt(Uint8Array.of(0xff))).toBe('-1');
    expect(signedBigInt(Uint8Array.of(0, 0xff))).toBe('255');
    expect(signedBigInt(Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0, 0))).toBe(String(-(2n ** 71n)));
  });
});

describe('times', () => {
  test.each([
    [0n, 'MILLIS', true, '1970-01-01T00:00:00Z'],
    [-1n, 'MICROS', false, '1969-12-31T23:59:59.999999'],
    [1_704_103_200_500n, 'MILLIS', true, '2024-01-01T10:00:00.5Z'],
    [8_640_000_000_001_000n, 'MILLIS', true, '8640000000001000'],
  ] as const)('%d in %s', (value, unit, utc, text) => {
    expect(timestampText(value, unit, utc)).toBe(text);
  });

  test('a day, a time of day', () => {
    expect(dateText(19_723)).toBe('2024-01-01');
    expect(timeText(36_000_000n, 'MILLIS')).toBe('10:00:00');
    expect(timeText(1n, 'NANOS')).toBe('00:00:00.000000001');
  });
});
