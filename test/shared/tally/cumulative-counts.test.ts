import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineCountsUpTo, batchCountsUpTo } from '../../../shared/tally/cumulative-counts.ts';
import { sampleOfNumbers, seeded } from './arbitrary.ts';
import { numericFeature, tallyOf } from './fixtures.ts';

const ascendingEdges = fc
  .array(fc.oneof(fc.integer({ min: -8, max: 8 }), fc.double({ min: -200, max: 200, noNaN: true })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((edges) => [...Float64Array.from(edges).sort()]);

const upTo = (values: readonly number[], edge: number) => values.filter((x) => x <= edge).length;

describe('baselineCountsUpTo(feature, edges)', () => {
  it('equals counting the baseline', () => {
    fc.assert(
      fc.property(sampleOfNumbers, ascendingEdges, (baseline, edges) => {
        const counts = baselineCountsUpTo(numericFeature(baseline), edges);
        expect(counts).toEqual(edges.map((edge) => upTo(baseline, edge)));
      }),
      seeded,
    );
  });
});

describe('batchCountsUpTo(feature, tally, sampleValues, edges)', () => {
  it('without the sample never rises above or falls below what the counters know, and never descends', () => {
    fc.assert(
      fc.property(sampleOfNumbers, sampleOfNumbers, ascendingEdges, (baseline, batch, edges) => {
        const feature = numericFeature(baseline);
        const counts = batchCountsUpTo(feature, tallyOf(feature, batch).x, new Float64Array(0), edges);
        for (const [i, edge] of edges.entries()) {
          const known = feature.values.findLast((value) => value <= edge);
          const next = feature.values.find((value) => value > edge);
          expect(counts[i]).toBeGreaterThanOrEqual(known === undefined ? 0 : upTo(batch, known));
          expect(counts[i]).toBeLessThanOrEqual(
            batch.filter((x) => x < (next ?? Infinity) || next === undefined).length,
          );
          expect(counts[i]).toBeGreaterThanOrEqual(counts[i - 1] ?? 0);
        }
      }),
      seeded,
    );
  });

  it('without the sample is exact at baseline values and beyond the extremes of the batch', () => {
    fc.assert(
      fc.property(sampleOfNumbers, sampleOfNumbers, (baseline, batch) => {
        const feature = numericFeature(baseline);
        const { x } = tallyOf(feature, batch);
        const beyond = [x.min - Math.abs(x.min) / 1e6 - Number.MIN_VALUE, x.max, x.max + 1].filter(
          (edge) => !Number.isNaN(edge),
        );
        const edges = [...Float64Array.from([...feature.values, ...beyond]).sort()];
        const counts = batchCountsUpTo(feature, x, new Float64Array(0), edges);
        expect(counts).toEqual(edges.map((edge) => upTo(batch, edge)));
      }),
      seeded,
    );
  });

  it('divides a gap by the sketch', () => {
    const feature = numericFeature([0, 1_000]);
    const batch = Array.from({ length: 999 }, (_, i) => i + 1);
    const edges = [100, 500, 900];
    const counts = batchCountsUpTo(feature, tallyOf(feature, batch).x, new Float64Array(0), edges);
    counts.forEach((count, i) => {
      expect(Math.abs(count - edges[i]!)).toBeLessThan(edges[i]! / 64);
    });
  });
});
