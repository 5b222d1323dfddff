import type { NumericFeatureProfile } from '../profile/profile.ts';
import { type SketchBin, sketchBins } from './sketch.ts';
import type { NumericTally } from './tally.ts';

/** Baseline values ≤ each edge. O(edges · log k). */
export function baselineCountsUpTo(feature: NumericFeatureProfile, edges: readonly number[]): number[] {
  return edges.map((edge) => feature.cumulative[countUpTo(feature.values, edge) - 1] ?? 0);
}

/**
 * Batch values ≤ each edge. Exact at baseline values, beyond the batch's extremes, and where the sample holds the
 * whole batch; elsewhere the sketch decides how the values of one gap divide, so the error is at most that gap's
 * count, and where the edge is far from zero at most the count of one sketch bin. Edges ascend. O(k).
 *
 * @param sampleValues the feature's column of the sample, from `sampleColumn`
 */
export function batchCountsUpTo(
  feature: NumericFeatureProfile,
  tally: NumericTally,
  sampleValues: Float64Array,
  edges: readonly number[],
): number[] {
  if (sampleValues.length === tally.count) return edges.map((edge) => countUpTo(sampleValues, edge));
  const countBelow = sketchCounts(sketchBins(tally.sketch));
  let i = 0;
  let below = 0;
  return edges.map((edge) => {
    while (i < feature.values.length && feature.values[i]! <= edge) {
      below += tally.slots[2 * i]! + tally.slots[2 * i + 1]!;
      i++;
    }
    if (edge < tally.min) return 0;
    if (edge >= tally.max) return tally.count;
    const most = below + tally.slots[2 * i]!;
    return feature.values[i - 1] === edge ? below : Math.min(most, Math.max(below, countBelow(edge)));
  });
}

/** O(log n). */
function countUpTo(sorted: Float64Array, edge: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= edge) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counts up to one edge after the other, ascending, as if the values of each bin were spread evenly over it. */
function sketchCounts(bins: readonly SketchBin[]): (edge: number) => number {
  let bin = 0;
  let below = 0;
  return (edge) => {
    for (; bin < bins.length && bins[bin]!.high <= edge; bin++) below += bins[bin]!.count;
    const next = bins[bin];
    if (next === undefined || next.low > edge) return below;
    return below + next.count * ((edge - next.low) / (next.high - next.low));
  };
}
