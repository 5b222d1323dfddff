import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToSketch, sketchBins } from '../../../shared/tally/sketch.ts';
import { noCounts } from '../../../shared/tally/sorted-counts.ts';
import { sampleOfNumbers, seeded } from './arbitrary.ts';

function binsOf(values: readonly number[]) {
  return sketchBins(addToSketch(noCounts(), Float64Array.from(values), values.length));
}

describe('a sketch', () => {
  it('puts every value into a bin that holds it, and every bin after the one before', () => {
    fc.assert(
      fc.property(sampleOfNumbers, (sample) => {
        const values = sample.map((x) => x + 0);
        const bins = binsOf(values);
        for (const { low, high, count } of bins) {
          expect(values.filter((x) => x >= low && x <= high)).toHaveLength(count);
        }
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        const ascends = bins.every(({ low }, i) => i === 0 || low > bins[i - 1]!.high);
        expect(ascends).toBe(true);
      }),
      seeded,
    );
  });

  it.each([1, 1.999, 3.7, -3.7, 1e-300, -1e300, 12_345.678])('has a bin of at most 1/64 around %d', (x) => {
    const { low, high } = binsOf([x])[0]!;
    expect((high - low) / Math.abs(x)).toBeLessThanOrEqual(1 / 64);
  });

  it('gives each infinity a bin of its own', () => {
    const bins = binsOf([Infinity, Number.MAX_VALUE, -Infinity, Infinity]);
    expect(bins.map(({ low, high, count }) => [low, high, count])).toEqual([
      [-Infinity, -Infinity, 1],
      [expect.any(Number), Number.MAX_VALUE, 1],
      [Infinity, Infinity, 2],
    ]);
  });

  it('counts block after block', () => {
    const first = addToSketch(noCounts(), Float64Array.of(1, 1, 2), 3);
    const sketch = addToSketch(first, Float64Array.of(2, 9), 1);
    expect(sketchBins(sketch).map(({ low, count }) => [low, count])).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });
});
