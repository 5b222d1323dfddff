import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../shared/stats/random.ts';
import { SlotIndex } from '../../../shared/tally/slot-index.ts';
import { sampleOfNumbers, seeded } from './arbitrary.ts';
import { numericFeature } from './fixtures.ts';

function locate(values: readonly number[], xs: readonly number[]): number[] {
  const slots = new Int32Array(xs.length);
  new SlotIndex(Float64Array.from(values)).locate(Float64Array.from(xs), xs.length, slots);
  return [...slots];
}

/** By the definition: two slots for each value below, one more for standing on a value. */
const slotByDefinition = (values: readonly number[], x: number) =>
  2 * values.filter((value) => value < x).length + (values.includes(x) ? 1 : 0);

describe('SlotIndex.locate', () => {
  it('numbers the gaps evenly and the values oddly', () => {
    expect(locate([10, 20], [9, 10, 15, 20, 21])).toEqual([0, 1, 2, 3, 4]);
  });

  it('knows one slot where there is no baseline value', () => {
    expect(locate([], [-Infinity, 0, 5])).toEqual([0, 0, 0]);
  });

  it('treats infinities as values', () => {
    expect(locate([-Infinity, 0, Infinity], [-Infinity, -1e308, 1e308, Infinity])).toEqual([1, 2, 4, 5]);
  });

  it('agrees with the definition on awkward numbers', () => {
    fc.assert(
      fc.property(sampleOfNumbers, sampleOfNumbers, (baseline, batch) => {
        const values = [...numericFeature(baseline).values];
        const xs = [...batch.map((x) => x + 0), ...values];
        expect(locate(values, xs)).toEqual(xs.map((x) => slotByDefinition(values, x)));
      }),
      seeded,
    );
  });

  it.each([
    ['spread evenly', (u: number) => u],
    ['spread over many magnitudes', (u: number) => Math.exp(40 * u - 20)],
    ['of both signs and many magnitudes', (u: number) => Math.sinh(60 * (u - 0.5))],
    ['crowded beside an outlier', (u: number) => (u > 0.9999 ? 1e12 : u)],
    [
      'that neighbour each other in their last bits',
      (u: number) => 1 + Math.floor(u * 3000) * Number.EPSILON,
    ],
  ])('agrees with the definition on 2,000 values %s', (_, spread) => {
    const random = seededRandom(3);
    const { values } = numericFeature(Array.from({ length: 2_000 }, () => spread(random.uniform())));
    const xs = Array.from({ length: 500 }, (__, i) =>
      i % 2 === 0 ? spread(random.uniform()) : values[random.integer(values.length)]!,
    );
    const expected = xs.map((x) => slotByDefinition([...values], x));
    expect(locate([...values], xs)).toEqual(expected);
  });
});
