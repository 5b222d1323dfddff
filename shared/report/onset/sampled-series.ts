import type { LevelFeatureProfile, NumericFeatureProfile } from '../../profile/profile.ts';
import { fisherExact } from '../../stats/fisher-exact.ts';
import { ksPValue } from '../../stats/ks-p-value.ts';
import { ksFromSlots } from '../../stats/ks-statistic.ts';
import { numbersAt, type SampledColumn } from '../../tally/row-sample.ts';
import { slotsOf } from '../../tally/slots-of.ts';
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
 * @param column the feature's sampled cells
 * @param places in the order of the file
 */
export function sampledSeries(judged: Judged, column: SampledColumn, places: Int32Array): SampledSeries {
  const { feature, distributionDrifted } = judged;
  if (feature.type === 'numeric' && column instanceof Float64Array) {
    return distributionDrifted
      ? numbers(column, places, feature)
      : shares([...numbersAt(column, places)], Number.isNaN, feature.missing, feature.count);
  }
  if (feature.type === 'numeric' || column instanceof Float64Array) {
    throw new TypeError(
      `${feature.name}: the sample has other cells than the profile's ${feature.type} ones.`,
    );
  }
  const cells = Array.from(places, (at) => column[at]!);
  return distributionDrifted
    ? levels(cells, feature)
    : shares(cells, (cell) => cell === null, feature.missing, feature.count);
}

function numbers(column: Float64Array, places: Int32Array, feature: NumericFeatureProfile): SampledSeries {
  const cells = numbersAt(column, places);
  const rows: number[] = [];
  for (let row = 0; row < cells.length; row++) if (!Number.isNaN(cells[row])) rows.push(row);
  const values = cells.filter((cell) => !Number.isNaN(cell));
  return {
    values,
    rows,
    likeBaseline: (count) => {
      const slots = slotsOf(values.slice(0, count).sort(), feature.values);
      const { statistic } = ksFromSlots(feature.cumulative, slots, feature.count, count);
      return ksPValue(statistic, feature.count, count).pValue;
    },
  };
}

function levels(cells: readonly (string | null)[], feature: LevelFeatureProfile): SampledSeries {
  const rows = cells.flatMap((cell, row) => (cell === null ? [] : [row]));
  const present = rows.map((row) => cells[row]!);
  const level = mostChanged(feature, present);
  const before = feature.counts[feature.levels.indexOf(level)] ?? 0;
  return { ...shares(present, (cell) => cell === level, before, feature.count - before), rows };
}

function shares<Cell>(
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
function mostChanged({ levels, counts, count }: LevelFeatureProfile, sampled: readonly string[]): string {
  const found = new Map<string, number>(levels.map((level) => [level, 0]));
  for (const cell of sampled) found.set(cell, (found.get(cell) ?? 0) + 1);
  const before = new Map(levels.map((level, i) => [level, counts[i]! / count]));
  const change = ([level, n]: [string, number]) => Math.abs(n / sampled.length - (before.get(level) ?? 0));
  return [...found].reduce((most, one) => (change(one) > change(most) ? one : most))[0];
}
