import { changePoint } from '../../stats/change-point.ts';
import { byOffset } from '../../tally/row-sample.ts';
import type { Tally } from '../../tally/tally.ts';
import type { Report } from '../report.ts';
import type { Judged } from '../verdict/judge.ts';
import { sampledSeries } from './sampled-series.ts';

/** Drifted features looked at, the strongest first. */
const FEATURES_MAX = 5;

/** Of finding a change in any of them where there is none. */
const CHANCE = 0.001;

/** Sampled values on either side: fewer are no part of a file. */
const SIDE_VALUES_MIN = 30;

/** Below it the part before the change is not the baseline's either: drift of the whole file that also wanders. */
const LIKE_BASELINE_MIN = 0.05;

/**
 * Near which row of the batch its drift began, when that is clear: the values of a drifted feature change their level
 * there, and look like the baseline before. Nothing is said of a batch that drifted as a whole, of one that is sorted,
 * or of a change that comes by and by. Of several features that changed, the strongest drifted one says where.
 *
 * Found among the sampled rows, so exact where the batch is no larger than the sample. O(features × sample).
 *
 * @param drifted the strongest first
 */
export function findOnset(drifted: readonly Judged[], tally: Tally): NonNullable<Report['onset']> | null {
  const places = byOffset(tally.sample);
  const looked = drifted.slice(0, FEATURES_MAX);
  for (const judged of looked) {
    const series = sampledSeries(judged, tally.sample.columns[judged.index]!, places);
    const change = changePoint(series.values);
    if (change === null || change.pValue >= CHANCE / looked.length) continue;
    const { at } = change;
    if (Math.min(at, series.values.length - at) < SIDE_VALUES_MIN) continue;
    if (series.likeBaseline(at) < LIKE_BASELINE_MIN) continue;
    const sampled = series.rows[at]!;
    return {
      feature: judged.feature.name,
      row: Math.round((sampled / places.length) * tally.rows) + 1,
      exact: places.length === tally.rows,
    };
  }
  return null;
}
