import type { NumericFeatureProfile } from '../profile/profile.ts';
import type { Picture } from '../report/report.ts';
import { baselineCountsUpTo, batchCountsUpTo } from './cumulative-counts.ts';
import { type WidestGap, widestGap } from './cumulative-curve.ts';
import { baselineOrderStatistic, batchOrderStatistic } from './order-statistic.ts';
import { sketchBins } from './sketch.ts';
import type { NumericTally } from './tally.ts';

const BARS = 24;

/** Share left out at each end, so that one wild value does not squeeze all others into one bar. */
const TAIL = 0.005;

/** Below this many values nothing is left out: a single one would be a visible share. */
const TRIMMED_COUNT_MIN = 50;

interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * Both distributions as shares in at most 24 bars of equal width, over the union of their central ranges. Where
 * all baseline values in it are whole numbers so are the bars' widths, lest bars hold one whole number and two in
 * turn. Exact at baseline values, approximate between and beyond them (see `batchCountsUpTo`). Null when there is
 * no finite value, or none that a picture could tell apart. O(k).
 *
 * @param sampleValues the feature's column of the sample, from `sampleColumn`
 */
export function numericPicture(
  feature: NumericFeatureProfile,
  tally: NumericTally,
  sampleValues: Float64Array,
): Picture | null {
  const ranges = [baselineRange(feature), batchRange(feature, tally, sampleValues)].filter((r) => r !== null);
  if (ranges.length === 0) return null;
  const range = {
    low: Math.min(...ranges.map(({ low }) => low)),
    high: Math.max(...ranges.map(({ high }) => high)),
  };
  const edges = isWhole(feature, range) ? wholeEdges(range) : evenEdges(range);
  if (!edges.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > edges[i - 1]!))) return null;
  const baseline = sharesBetween(baselineCountsUpTo(feature, edges), feature.count);
  const current = sharesBetween(batchCountsUpTo(feature, tally, sampleValues, edges), tally.count);
  return {
    edges,
    baseline: baseline.bars,
    current: current.bars,
    outside: { baseline: baseline.outside, current: current.outside },
    below: { baseline: baseline.below, current: current.below },
    widest: finiteGap(widestGap(feature, tally)),
  };
}

function baselineRange(feature: NumericFeatureProfile): Range | null {
  const low = feature.values.find(Number.isFinite);
  const high = feature.values.findLast(Number.isFinite);
  if (low === undefined || high === undefined) return null;
  return centralRange(feature.count, { low, high }, (rank) => baselineOrderStatistic(feature, rank));
}

function batchRange(
  feature: NumericFeatureProfile,
  tally: NumericTally,
  sampleValues: Float64Array,
): Range | null {
  const finite = finiteRange(tally);
  if (finite === null) return null;
  return centralRange(tally.count, finite, (rank) => batchOrderStatistic(feature, tally, sampleValues, rank));
}

/** The bins are looked at only where an infinity hides the smallest or the largest finite value. */
function finiteRange({ count, min, max, sketch }: NumericTally): Range | null {
  if (count === 0) return null;
  if (Number.isFinite(min) && Number.isFinite(max)) return { low: min, high: max };
  const bins = sketchBins(sketch).filter((bin) => Number.isFinite(bin.low));
  if (bins.length === 0) return null;
  return {
    low: Number.isFinite(min) ? min : bins[0]!.low,
    high: Number.isFinite(max) ? max : bins.at(-1)!.high,
  };
}

function centralRange(count: number, finite: Range, orderStatistic: (rank: number) => number): Range {
  if (count < TRIMMED_COUNT_MIN) return finite;
  const clamp = (value: number) => Math.min(finite.high, Math.max(finite.low, value));
  return {
    low: clamp(orderStatistic(Math.ceil(TAIL * (count - 1)))),
    high: clamp(orderStatistic(Math.floor((1 - TAIL) * (count - 1)))),
  };
}

/** Beyond this size half a unit is lost in rounding. */
const WHOLE_MAX = 2 ** 50;

const isWhole = ({ values }: NumericFeatureProfile, { low, high }: Range) =>
  Math.max(-low, high) < WHOLE_MAX &&
  values.every((value) => Number.isInteger(value) || value < low || value > high);

/** Edges halfway between whole numbers, each bar as wide as the next. */
function wholeEdges({ low, high }: Range): number[] {
  const first = Math.floor(low);
  const numbers = Math.ceil(high) - first + 1;
  const width = Math.ceil(numbers / BARS);
  const bars = Math.ceil(numbers / width);
  return Array.from({ length: bars + 1 }, (_, i) => first - 0.5 + i * width);
}

/** The lowest and the highest value stand in the middle of the first and the last bar. */
function evenEdges({ low, high }: Range): number[] {
  if (low === high) {
    const half = Math.abs(low) / 100 || 0.5;
    return [low - half, low + half];
  }
  const width = (high - low) / (BARS - 1);
  return Array.from({ length: BARS + 1 }, (_, i) => low + (i - 0.5) * width);
}

/** JSON has no infinities. */
const finiteGap = (gap: WidestGap | null) => (gap !== null && Number.isFinite(gap.x) ? gap : null);

interface Shares {
  readonly bars: number[];
  readonly outside: number;
  readonly below: number;
}

function sharesBetween(upTo: readonly number[], total: number): Shares {
  const shareOf = (rows: number) => (total === 0 ? 0 : rows / total);
  const inside = upTo.at(-1)! - upTo[0]!;
  return {
    bars: upTo.slice(1).map((rows, i) => shareOf(rows - upTo[i]!)),
    outside: shareOf(total - inside),
    below: shareOf(upTo[0]!),
  };
}
