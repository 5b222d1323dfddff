import type { NumericFeatureProfile } from '../profile/profile.ts';
import { jensenShannonDistance } from '../stats/jensen-shannon.ts';
import { populationStabilityIndex } from '../stats/psi.ts';
import { numericBins } from '../tally/aligned-bins.ts';
import { frequentValue } from '../tally/frequent-value.ts';
import { numericPicture } from '../tally/picture.ts';
import { baselineQuantile, batchQuantile } from '../tally/quantile.ts';
import { sampleColumn } from '../tally/sample-column.ts';
import type { NumericTally, SampleRow } from '../tally/tally.ts';
import { wassersteinEstimate } from '../tally/wasserstein-estimate.ts';
import { directionOf, FIVE_QUANTILES, type FiveQuantiles } from './direction.ts';
import type { FeatureView } from './feature-view.ts';
import { finiteOrNull } from './finite-or-null.ts';
import { hintForNumber } from './hint-number.ts';

/** How both sides of a numeric feature look. `index` is the feature's position in the profile. */
export function numericView(
  feature: NumericFeatureProfile,
  tally: NumericTally,
  sample: readonly SampleRow[],
  index: number,
  drifted: boolean,
): FeatureView {
  const values = sampleColumn(sample, index);
  const before = five((q) => baselineQuantile(feature, q));
  const after = five((q) => batchQuantile(feature, tally, values, q));
  const bothSides = before !== null && after !== null;
  const bins = bothSides ? numericBins(feature, tally) : null;
  return {
    direction: drifted && bothSides ? directionOf(before, after) : 'none',
    typical: { before: finiteOrNull(before?.[2] ?? null), after: finiteOrNull(after?.[2] ?? null) },
    range: {
      before: [finiteOrNull(feature.values[0] ?? null), finiteOrNull(feature.values.at(-1) ?? null)],
      after: [finiteOrNull(tally.min), finiteOrNull(tally.max)],
    },
    psi: bins && populationStabilityIndex(bins.baseline, bins.current),
    jensenShannon: bins && jensenShannonDistance(bins.baseline, bins.current),
    wasserstein: wassersteinEstimate(feature, tally),
    totalVariation: null,
    cramersV: null,
    dErrorBound: feature.reductionError,
    bins,
    picture: numericPicture(feature, tally, values),
    hint:
      drifted && bothSides
        ? hintForNumber(before, after, frequentValue(feature, tally, values), (x) => shareOf(feature, x))
        : null,
  };
}

function five(quantile: (q: number) => number | null): FiveQuantiles | null {
  const values = FIVE_QUANTILES.map(quantile);
  return values.every((value) => value !== null) ? (values as unknown as FiveQuantiles) : null;
}

/** Share of the baseline's values that are exactly this one. */
function shareOf(feature: NumericFeatureProfile, value: number): number {
  const i = feature.values.indexOf(value);
  if (i === -1) return 0;
  return (feature.cumulative[i]! - (feature.cumulative[i - 1] ?? 0)) / feature.count;
}
