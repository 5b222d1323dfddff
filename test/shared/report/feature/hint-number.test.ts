import { describe, expect, test } from 'vitest';
import { hintForNumber } from '../../../../shared/report/feature/hint-number.ts';
import { frequentNumber, numberChange } from '../../../../shared/report/feature/number-change.ts';
import { normalValues } from '../example-report.ts';
import { ksStatisticOf, numberPair } from '../number-pair.ts';

const seeded = normalValues(11, 800, 20, 5);
const fresh = normalValues(12, 600, 20, 5);

/** The hint for a drift from `before` to `after`. */
function hint(before: readonly number[], after: readonly number[]): string | null {
  const { feature, tally, sample } = numberPair(before, after);
  const change = numberChange(feature, tally, sample, ksStatisticOf(feature, tally));
  return hintForNumber(change, frequentNumber(feature, tally, sample));
}

describe('hintForNumber names a unit when undoing it gives the baseline back', () => {
  test.each([
    [1000, /thousand times smaller, such as g for kg/],
    [0.01, /hundred times larger/],
    [2.54, /centimetres for inches/],
    [1 / 1.60934, /miles for kilometres/],
  ])('× %d', (factor, words) => {
    expect(
      hint(
        seeded,
        seeded.map((x) => x * factor),
      ),
    ).toMatch(words);
  });

  test('also on other rows than the baseline has', () => {
    expect(
      hint(
        seeded,
        fresh.map((x) => x * 1000),
      ),
    ).toMatch(/multiplied by about \d.*thousand times smaller/);
  });

  test('degrees Fahrenheit for Celsius, and back', () => {
    const fahrenheit = fresh.map((x) => 1.8 * x + 32);
    expect(hint(seeded, fahrenheit)).toMatch(/degrees Fahrenheit for Celsius\?$/);
    expect(
      hint(
        seeded.map((x) => 1.8 * x + 32),
        fresh,
      ),
    ).toMatch(/degrees Celsius for Fahrenheit\?$/);
  });

  test('kelvin for degrees Celsius', () => {
    expect(
      hint(
        seeded,
        fresh.map((x) => x + 273.15),
      ),
    ).toMatch(/kelvin for degrees Celsius/);
  });

  test('but 2.5 is not 2.54', () => {
    expect(
      hint(
        seeded,
        seeded.map((x) => x * 2.5),
      ),
    ).toMatch(/multiplied by about 2.5: a change of scale or calibration/);
  });
});

describe('hintForNumber tells a scale from a shift only when the data do', () => {
  test('a scale', () => {
    expect(
      hint(
        seeded,
        seeded.map((x) => x * 1.25),
      ),
    ).toBe('The whole distribution looks multiplied by about 1.25: a change of scale or calibration?');
  });

  test('a shift', () => {
    expect(
      hint(
        seeded,
        seeded.map((x) => x + 12),
      ),
    ).toBe('The whole distribution looks shifted by about +12: an offset or a new zero point?');
    expect(
      hint(
        seeded,
        seeded.map((x) => x - 12),
      ),
    ).toMatch(/shifted by about −12:/);
  });

  test('a shift of data far from zero might as well be a scale', () => {
    const far = normalValues(13, 1000, 680, 70);
    const shifted = normalValues(14, 500, 680, 70).map((x) => x - 50);
    expect(hint(far, shifted)).toMatch(
      /^The values moved as a whole, by about −\d.* or to 0\.9\d+ times what they were/,
    );
  });

  test('neither when half of the rows moved', () => {
    expect(
      hint(
        seeded,
        fresh.map((x, i) => (i % 2 === 0 ? x : x * 3)),
      ),
    ).toBeNull();
  });

  test('neither when the spread alone changed', () => {
    expect(
      hint(
        seeded,
        fresh.map((x) => 20 + 3 * (x - 20)),
      ),
    ).toBeNull();
  });
});

describe('hintForNumber points at one value', () => {
  test('that fills the column: stuck, or a default', () => {
    expect(
      hint(
        seeded,
        fresh.map((x, i) => (i % 2 === 0 ? 0 : x)),
      ),
    ).toBe('50 % of the values are 0: stuck, or a default filled in?');
  });

  test('not when the baseline is as full of it', () => {
    const zeros = (values: readonly number[]) => values.map((x, i) => (i % 2 === 0 ? 0 : x));
    expect(
      hint(
        zeros(seeded),
        zeros(fresh).map((x) => (x > 0 ? x + 40 : x)),
      ),
    ).toBeNull();
  });

  test('that lies beyond the baseline: a code for a missing value', () => {
    expect(
      hint(
        seeded,
        fresh.map((x, i) => (i % 8 === 0 ? -999 : x)),
      ),
    ).toBe('13 % of the values are −999, beyond everything in the baseline: a code for a missing value?');
  });
});

test('hintForNumber has nothing to say of constant columns that differ beyond a factor and a shift', () => {
  expect(hint([5, 5, 5, 5], [Infinity, Infinity, Infinity])).not.toMatch(/NaN|multiplied/);
});
