import type { ModelInput } from '../../../shared/model/model-input.ts';
import type {
  FeatureProfile,
  LevelFeatureProfile,
  NumericFeatureProfile,
} from '../../../shared/profile/profile.ts';
import type { PredictInput } from '../wire/predict.ts';

/** Levels that a form offers; a person finds nothing in a longer list. */
const LEVELS_MAX = 100;

/**
 * What a form has to know of one input of a model.
 *
 * @param feature the input in the profile of the baseline; absent where that has no such column
 */
export function inputItem(
  { name, type }: ModelInput,
  feature: FeatureProfile | undefined,
  rows: number,
): PredictInput {
  return {
    name,
    type,
    levels: feature === undefined || feature.type === 'numeric' ? [] : levelsOf(feature),
    range: feature?.type === 'numeric' ? rangeOf(feature) : null,
    missing: feature === undefined || rows === 0 ? 0 : feature.missing / rows,
  };
}

function levelsOf({ levels, counts, count }: LevelFeatureProfile): PredictInput['levels'] {
  return levels
    .map((value, i) => ({ value, share: count === 0 ? 0 : counts[i]! / count }))
    .sort((a, b) => b.share - a.share)
    .slice(0, LEVELS_MAX);
}

/** Of the finite values; the median is of all. */
function rangeOf({ values, cumulative, count }: NumericFeatureProfile): PredictInput['range'] {
  const finite = values.filter(Number.isFinite);
  const low = finite.at(0);
  const high = finite.at(-1);
  if (low === undefined || high === undefined) return null;
  const middle = values[cumulative.findIndex((rows) => rows >= count / 2)]!;
  return { low, typical: Math.min(high, Math.max(low, middle)), high };
}
