import type { LevelFeatureProfile } from '../../profile/profile.ts';
import { fisherExact } from '../../stats/fisher-exact.ts';
import { ksPValue } from '../../stats/ks-p-value.ts';
import { ksFromSlots } from '../../stats/ks-statistic.ts';
import { addNumbers, emptyNumericTally } from '../../tally/numeric-tally.ts';
import type { SampleRow } from '../../tally/tally.ts';
import type { Judged } from '../verdict/judge.ts';

/** A drifted feature along the sampled rows, as numbers whose level tells the drift. */
export interface SampledSeries {
  readonly values: Float64Array;
  /** Position of each value among the sampled rows. */
  readonly rows: readonly number[];
  /** p-value of the first `count` values coming from the baseline. */
  likeBaseline(count: number): number;
}

/**
 * What of a feature changed: its numbers; or 1 for the level whose share changed most and 0 for all others; or 1 for
 * missing and 0 for present.
 *
 * @param sample in the order of the file
 */
export function sampledSeries(judged: Judged, sample: readonly SampleRow[]): SampledSeries {
  const { feature, index, distributionDrifted } = judged;
  const cells = sample.map(({ values }) => values[index] ?? null);
  if (!distributionDrifted) return shares(cells, (cell) => cell === null, feature.missing, feature.count);
  const rows = cells.flatMap((cell, row) => (cell === null ? [] : [row]));
  const present = rows.map((row) => cells[row]!);
  if (feature.type !== 'numeric') {
    const level = mostChanged(feature, present);
    const before = feature.counts[feature.levels.indexOf(level)] ?? 0;
    return { ...shares(present, (cell) => cell === level, before, feature.count - before), rows };
  }
  const values = Float64Array.from(present as number[]);
  return {
    values,
    rows,
    likeBaseline: (count) => {
      const tally = emptyNumericTally(feature, true);
      addNumbers(tally, feature, values.slice(0, count));
      const { statistic } = ksFromSlots(feature.cumulative, tally.slots, feature.count, count);
      return ksPValue(statistic, feature.count, count).pValue;
    },
  };
}

type Cell = SampleRow['values'][number];

function shares(
  cells: readonly Cell[],
  isHit: (cell: Cell) => boolean,
  hits: number,
  others: number,
): SampledSeries {
  const values = Float64Array.from(cells, (cell) => Number(isHit(cell)));
  return {
    values,
    rows: cells.map((_, row) => row),
    likeBaseline: (count) => {
      const found = values.subarray(0, count).reduce((sum, value) => sum + value, 0);
      return fisherExact(hits, others, found, count - found);
    },
  };
}

/** The level whose share in the sample differs most from the baseline's. */
function mostChanged({ levels, counts, count }: LevelFeatureProfile, sampled: readonly Cell[]): string {
  const found = new Map<string, number>(levels.map((level) => [level, 0]));
  for (const cell of sampled) found.set(String(cell), (found.get(String(cell)) ?? 0) + 1);
  const before = new Map(levels.map((level, i) => [level, counts[i]! / count]));
  const change = ([level, n]: [string, number]) => Math.abs(n / sampled.length - (before.get(level) ?? 0));
  return [...found].reduce((most, one) => (change(one) > change(most) ? one : most))[0];
}
