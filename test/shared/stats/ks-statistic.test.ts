import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { twoSampleKs } from '../../../shared/stats/ks-definition.ts';
import { ksFromSlots } from '../../../shared/stats/ks-statistic.ts';
import { knownValues } from '../../known-values/known-values.ts';

type Recipe = [length: number, stride: number, offset: number, modulus: number, divisor: number];
type SampleCase<Sample> = [Sample, Sample, statistic: number, sign: number, pValue: number];

function sampleOf([length, stride, offset, modulus, divisor]: Recipe): number[] {
  return Array.from({ length }, (_, i) => Math.floor(((i * stride + offset) % modulus) / divisor));
}

/** What a profile and a tally hold, counted the slow way. */
function countsOf(baseline: ArrayLike<number>, current: ArrayLike<number>) {
  const values = [...new Set(Array.from(baseline))].sort((a, b) => (a < b ? -1 : 1));
  const index = new Map(values.map((value, i) => [value, i]));
  const equal = new Float64Array(values.length);
  for (const x of Array.from(baseline)) equal[index.get(x)!]! += 1;
  let total = 0;
  const cumulative = equal.map((count) => {
    total += count;
    return total;
  });
  const slots = new Float64Array(2 * values.length + 1);
  for (const x of Array.from(current)) {
    const at = index.get(x);
    slots[at === undefined ? 2 * lowerBound(values, x) : 2 * at + 1]! += 1;
  }
  return { values, cumulative, slots };
}

function lowerBound(values: readonly number[], x: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function fromSlots(baseline: ArrayLike<number>, current: ArrayLike<number>) {
  const { cumulative, slots } = countsOf(baseline, current);
  return ksFromSlots(cumulative, slots, baseline.length, current.length);
}

/** F of a sample at x, by counting. */
const share = (sample: readonly number[], x: number) => sample.filter((v) => v <= x).length / sample.length;

const sampleWithTies = fc.array(
  fc.oneof(
    fc.integer({ min: -4, max: 4 }),
    fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1e308, -1e308, 5e-324),
  ),
  { minLength: 1, maxLength: 40 },
);

describe('ksFromSlots', () => {
  test('equals SciPy in D and sign on samples with ties, constant, equal and disjoint ones', () => {
    for (const [a, b, ...expected] of knownValues<SampleCase<number[]>>('ks-samples'))
      expectScipy(a, b, expected);
  });

  test('equals SciPy in D and sign for up to 100,000 rows', () => {
    for (const [a, b, ...expected] of knownValues<SampleCase<Recipe>>('ks-recipes')) {
      expectScipy(sampleOf(a), sampleOf(b), expected);
    }
  });

  test('equals the definition, infinities and ties included', () => {
    fc.assert(
      fc.property(sampleWithTies, sampleWithTies, (baseline, current) => {
        const byDefinition = twoSampleKs(baseline, current);
        const { statistic, sign } = fromSlots(baseline, current);
        expect({ statistic, sign }).toEqual({ statistic: byDefinition.statistic, sign: byDefinition.sign });
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('`at` is the first baseline value at or just below which the difference is D', () => {
    fc.assert(
      fc.property(sampleWithTies, sampleWithTies, (baseline, current) => {
        const { values } = countsOf(baseline, current);
        const { statistic, at, sign } = fromSlots(baseline, current);
        const reached = values.findIndex((value) => {
          const below = (sample: readonly number[]) => sample.filter((v) => v < value).length / sample.length;
          const atValue = share(baseline, value) - share(current, value);
          const justBelow = below(baseline) - below(current);
          return Math.max(sign * atValue, sign * justBelow) > statistic - 1e-12;
        });
        expect(at).toBe(sign === 0 ? -1 : reached);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test('swapping the samples keeps D', () => {
    fc.assert(
      fc.property(sampleWithTies, sampleWithTies, (a, b) => {
        expect(fromSlots(a, b).statistic).toBe(fromSlots(b, a).statistic);
      }),
      { seed: 3 },
    );
  });

  test('a sample shifted to larger values has sign 1, to smaller -1, an equal one 0', () => {
    expect(fromSlots([1, 2, 3], [11, 12])).toEqual({ statistic: 1, at: 2, sign: 1 });
    expect(fromSlots([1, 2, 3], [-11, -12])).toEqual({ statistic: 1, at: 0, sign: -1 });
    expect(fromSlots([1, 2, 3], [3, 2, 1])).toEqual({ statistic: 0, at: -1, sign: 0 });
  });

  test('is exact for billions of rows', () => {
    const [m, n] = [4_000_000, 2_000_000_000];
    const slots = Float64Array.of(0, n / 2 + 1, 0, n / 2 - 1, 0);
    const { statistic } = ksFromSlots(Float64Array.of(m / 2, m), slots, m, n);
    expect(statistic).toBe(1 / n);
  });

  test('beyond 2^53 pairs of rows is within 2.3e-16', () => {
    const [m, n] = [6_000_000_000, 6_000_000_000];
    const slots = Float64Array.of(0, n / 3, 0, (2 * n) / 3, 0);
    const { statistic, sign } = ksFromSlots(Float64Array.of(m / 2, m), slots, m, n);
    expect(Math.abs(statistic - 1 / 6)).toBeLessThan(2.3e-16);
    expect(sign).toBe(1);
  });

  test('refuses an empty sample and arrays that do not belong together', () => {
    expect(() => ksFromSlots(Float64Array.of(1), Float64Array.of(0, 0, 0), 1, 0)).toThrow('got 1 and 0');
    expect(() => ksFromSlots(Float64Array.of(1), Float64Array.of(0, 1), 1, 1)).toThrow('need 3 slots, got 2');
  });
});

describe('twoSampleKs', () => {
  test('equals the largest difference of shares over all values', () => {
    fc.assert(
      fc.property(sampleWithTies, sampleWithTies, (a, b) => {
        const differences = [...a, ...b].map((x) => Math.abs(share(a, x) - share(b, x)));
        expect(twoSampleKs(a, b).statistic).toBeCloseTo(Math.max(...differences), 14);
      }),
      { seed: 4 },
    );
  });

  test('refuses an empty sample and NaN', () => {
    expect(() => twoSampleKs([], [1])).toThrow('first sample has none');
    expect(() => twoSampleKs([1], [2, Number.NaN])).toThrow('second sample holds NaN');
  });
});

function expectScipy(a: readonly number[], b: readonly number[], expected: readonly number[]) {
  const [statistic = Number.NaN, sign] = expected;
  const actual = fromSlots(a, b);
  // SciPy subtracts two rounded shares and differs in the last bit from one version to the next.
  expect(Math.abs(actual.statistic - statistic)).toBeLessThanOrEqual(2.3e-16);
  if (statistic === 0 || actual.sign === sign) return;
  // Rise and fall are equal, and SciPy's rounding preferred one.
  const differences = [...new Set([...a, ...b])].map((x) => share(a, x) - share(b, x));
  expect(Math.max(...differences)).toBeCloseTo(-Math.min(...differences), 14);
}
