import type { NumericFeatureProfile } from '../../profile/profile.ts';
import { jensenShannonDistance } from '../../stats/jensen-shannon.ts';
import { populationStabilityIndex } from '../../stats/psi.ts';
import { numericBins } from '../../tally/aligned-bins.ts';
import { numericPicture } from '../../tally/picture.ts';
import { baselineQuantile, batchQuantile } from '../../tally/quantile.ts';
import type { RowSample } from '../../tally/row-sample.ts';
import { sampleColumn } from '../../tally/sample-column.ts';
import type { NumericTally } from '../../tally/tally.ts';
import { wassersteinEstimate } from '../../tally/wasserstein-estimate.ts';
import type { Judged } from '../verdict/judge.ts';
import { directionOf, FIVE_QUANTILES, type FiveQuantiles } from './direction.ts';
import type { FeatureView } from './feature-view.ts';
import { finiteOrNull } from './finite-or-null.ts';
import { hintForNumber } from './hint-number.ts';
import { frequentNumber, numberChange } from './number-change.ts';
import { publishedEstimate } from './published-estimate.ts';

/** Fewer values than this fit any story. */
const HINT_VALUES_MIN = 30;

/** How both sides of a numeric feature look. */
export function numericView(
  feature: NumericFeatureProfile,
  tally: NumericTally,
  sample: RowSample,
  {
    index,
    distribution,
    distributionDrifted,
  }: Pick<Judged, 'index' | 'distribution' | 'distributionDrifted'>,
): FeatureView {
  const values = sampleColumn(sample, index);
  const before = (q: number) => baselineQuantile(feature, q);
  const after = (q: number) => batchQuantile(feature, tally, values, q);
  const bothSides = feature.count > 0 && tally.count > 0;
  const bins = bothSides ? numericBins(feature, tally) : null;
  const describe = bothSides && distributionDrifted;
  return {
    direction: describe ? directionOf(five(before), five(after)) : 'none',
    typical: { before: finiteOrNull(before(0.5)), after: finiteOrNull(after(0.5)) },
    range: {
      before: [finiteOrNull(feature.values[0] ?? null), finiteOrNull(feature.values.at(-1) ?? null)],
      after: [finiteOrNull(tally.min), finiteOrNull(tally.max)],
    },
    psi: bins && populationStabilityIndex(bins.baseline, bins.current),
    jensenShannon: bins && jensenShannonDistance(bins.baseline, bins.current),
    wasserstein: publishedEstimate(wassersteinEstimate(feature, tally)),
    totalVariation: null,
    cramersV: null,
    dErrorBound: feature.reductionError,
    bins,
    picture: numericPicture(feature, tally, values),
    hint:
      describe && Math.min(feature.count, tally.count) >= HINT_VALUES_MIN
        ? hintForNumber(
            numberChange(feature, tally, values, distribution.statistic),
            frequentNumber(feature, tally, values),
          )
        : null,
  };
}

/** Both sides must have values. */
const five = (quantile: (q: number) => number | null): FiveQuantiles =>
  FIVE_QUANTILES.map((q) => quantile(q)!) as unknown as FiveQuantiles;
