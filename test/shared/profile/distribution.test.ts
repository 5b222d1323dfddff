import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDistinct, distribution, fairCap } from '../../../shared/profile/distribution.ts';

const seeded = { seed: 20_261_121, numRuns: 500 };
const sorted = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.double({ noNaN: true })), {
    minLength: 1,
    maxLength: 80,
  })
  .map((values) => Float64Array.from(values, (x) => x + 0).sort());

describe('distribution(sorted, valuesMax)', () => {
  it('is the distinct values with cumulative counts', () => {
    expect(distribution(Float64Array.of(1, 2, 2, 5), 3)).toEqual({
      values: Float64Array.of(1, 2, 5),
      cumulative: Uint32Array.of(1, 3, 4),
      reductionError: 0,
    });
  });

  it('is empty for an empty sample', () => {
    expect(distribution(new Float64Array(0), 5)).toEqual({
      values: new Float64Array(0),
      cumulative: new Uint32Array(0),
      reductionError: 0,
    });
  });

  it('keeps evenly spaced order statistics beyond the limit, both ends among them', () => {
    expect(
      distribution(
        Float64Array.from({ length: 9 }, (_, i) => i),
        3,
      ),
    ).toEqual({
      values: Float64Array.of(0, 4, 8),
      cumulative: Uint32Array.of(1, 5, 9),
      reductionError: 3 / 9,
    });
  });

  it('counts the rows up to each kept value, and gives the largest share strictly between two of them', () => {
    fc.assert(
      fc.property(sorted, fc.integer({ min: 2, max: 15 }), (sample, valuesMax) => {
        const { values, cumulative, reductionError } = distribution(sample, valuesMax);
        expect(values.length).toBeLessThanOrEqual(valuesMax);
        expect([values[0], values.at(-1)]).toEqual([sample[0], sample.at(-1)]);
        expect([...cumulative]).toEqual([...values].map((value) => sample.filter((x) => x <= value).length));
        const between = [...values].map(
          (value, i) => sample.filter((x) => x < value && x > (values[i - 1] ?? value)).length,
        );
        expect(reductionError).toBe(Math.max(...between) / sample.length);
      }),
      seeded,
    );
  });
});

describe('countDistinct(sorted)', () => {
  it('takes infinities for values', () => {
    expect(countDistinct(Float64Array.of(-Infinity, -Infinity, 0, Infinity))).toBe(3);
    expect(countDistinct(new Float64Array(0))).toBe(0);
  });
});

describe('fairCap(distinctValues, valuesMax)', () => {
  it.each([
    [[10, 500, 900], 1410, Infinity],
    [[10, 500, 900], 1409, 899],
    [[10, 500, 900], 1000, 495],
    [[900, 10, 500], 1000, 495],
    [[5, 5, 5], 3, 2],
    [[], 0, Infinity],
  ])('of %j within %d is %d', (distinct, valuesMax, cap) => {
    expect(fairCap(distinct, valuesMax)).toBe(cap);
  });

  it('keeps all features together within the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 40, max: 5_000 }),
        (distinct, max) => {
          const cap = fairCap(distinct, max);
          const kept = distinct.reduce((sum, count) => sum + Math.min(count, cap), 0);
          expect(kept).toBeLessThanOrEqual(max);
          if (cap !== Infinity) expect(kept).toBeGreaterThan(max - distinct.length);
        },
      ),
      seeded,
    );
  });
});
