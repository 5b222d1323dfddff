import type { LevelFeatureProfile, NumericFeatureProfile } from '../profile/profile.ts';
import type { Bins } from '../report/report.ts';
import { positionIn } from '../stats/position-in.ts';
import type { LevelTally, NumericTally } from './tally.ts';

const BINS_MAX = 10;

/**
 * At most ten bins with about equally many baseline values each, their edges at baseline values: so the counters
 * know every count exactly. Bin i is edges[i − 1] < x ≤ edges[i], the last one everything above. O(k).
 *
 * @example
 * numericBins(feature, tally); // { kind: 'numeric', edges: [3, 5], baseline: [4, 3, 3], current: [0, 5, 5] }
 */
export function numericBins(feature: NumericFeatureProfile, tally: NumericTally): Bins {
  const edges = binEdges(feature);
  return {
    kind: 'numeric',
    edges: edges.map((i) => feature.values[i]!),
    baseline: differences(
      edges.map((i) => feature.cumulative[i]!),
      feature.count,
    ),
    current: differences(countsUpTo(edges, tally), tally.count),
  };
}

/** Levels by baseline count, the largest first; `null` gathers the new ones where there are any. O(levels). */
export function levelBins(feature: LevelFeatureProfile, tally: LevelTally): Bins {
  const order = feature.counts.map((_, i) => i).sort((a, b) => feature.counts[b]! - feature.counts[a]!);
  const isNew = tally.newCount > 0;
  return {
    kind: 'levels',
    levels: [...order.map((i) => feature.levels[i]!), ...(isNew ? [null] : [])],
    baseline: [...order.map((i) => feature.counts[i]!), ...(isNew ? [0] : [])],
    current: [...order.map((i) => tally.counts[i]!), ...(isNew ? [tally.newCount] : [])],
  };
}

/**
 * Positions, ascending, of the baseline values that are edges. The largest value is none, as the bin above it
 * would be empty in every baseline; where it has many rows the edge below it sets them apart. A constant baseline
 * has its only value as edge, so that what is above it is seen.
 */
function binEdges({ values, cumulative, count }: NumericFeatureProfile): number[] {
  const highest = values.length - 1;
  const edges = new Set<number>();
  for (let bin = 1; bin < BINS_MAX; bin++) {
    const i = Math.min(highest, positionIn(cumulative, Math.ceil((bin * count) / BINS_MAX)));
    edges.add(i === highest && i > 0 ? i - 1 : i);
  }
  return [...edges].filter((edge) => edge <= highest && Number.isFinite(values[edge]));
}

/** Batch values ≤ each edge: slots 0 … 2i + 1 hold those up to baseline value i. */
function countsUpTo(edges: readonly number[], { slots }: NumericTally): number[] {
  let slot = 0;
  let sum = 0;
  return edges.map((edge) => {
    while (slot <= 2 * edge + 1) sum += slots[slot++]!;
    return sum;
  });
}

function differences(upTo: readonly number[], total: number): number[] {
  return [...upTo, total].map((rows, i) => rows - (upTo[i - 1] ?? 0));
}
