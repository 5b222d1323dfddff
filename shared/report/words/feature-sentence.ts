import { showLevel, showName } from '../../text/safe-text.ts';
import type { FeatureReport } from '../report.ts';
import { type LevelBins, levelShares, shareDistance } from './level-shares.ts';
import { formatChange, formatNumber, formatNumberPair, formatSharePair } from './numbers.ts';

/**
 * What happened to one feature, in words for somebody who has never heard of a p-value. The text is safe for a
 * terminal; markup has still to be escaped.
 *
 * @example featureChange(feature) // 'typical value 13.4 → 16.7 (+25 %)'
 * @example featureChange(feature) // '"Always" 3 % → 18 %; missing 0.2 % → 14 %'
 */
export function featureChange(feature: FeatureReport): string {
  const distribution = distributionChange(feature);
  const missing = missingChange(feature);
  if (!feature.missing.drifted) return distribution;
  return feature.distributionDrifted ? `${distribution}; ${missing}` : missing;
}

/** The same with the feature's name in front: `radius_mean: typical value 13.4 → 16.7 (+25 %)`. */
export function featureSentence(feature: FeatureReport): string {
  return `${showName(feature.name)}: ${featureChange(feature)}`;
}

/** `missing 0.2 % → 14 %` */
function missingChange({ missing }: FeatureReport): string {
  return `missing ${arrow(formatSharePair(missing.before, missing.after))}`;
}

function distributionChange(feature: FeatureReport): string {
  if (feature.rowsCurrent === 0) return 'no values in production';
  if (feature.rowsBaseline === 0) return 'no values in the baseline';
  if (feature.bins?.kind === 'levels') return levelChange(feature, feature.bins);
  const { before, after } = feature.typical;
  if (typeof before === 'number' && typeof after === 'number') return numberChange(feature, before, after);
  return feature.distributionDrifted ? 'the values changed' : 'no change to speak of';
}

function numberChange(feature: FeatureReport, before: number, after: number): string {
  const moved =
    before === after ? `${formatNumber(before)}, unchanged` : arrow(formatNumberPair(before, after));
  switch (feature.direction) {
    case 'wider':
      return `values spread wider${rangeChange(feature)}; typical value ${moved}`;
    case 'narrower':
      return `values spread less${rangeChange(feature)}; typical value ${moved}`;
    case 'changed':
      return `values distributed differently; typical value ${moved}`;
    default:
      return `typical value ${moved}${hasBothSigns(feature) ? '' : inBrackets(formatChange(before, after))}`;
  }
}

/** Then zero is just another value, and a ratio says nothing: from 0.02 to 3 is a step on a scale, not "×142". */
function hasBothSigns({ range }: FeatureReport): boolean {
  const [low, high] = range?.before ?? [null, null];
  return low !== null && high !== null && low < 0 && high > 0;
}

function rangeChange({ range }: FeatureReport): string {
  if (!range) return '';
  const [low, high] = range.before;
  const [newLow, newHigh] = range.after;
  if (low === null || high === null || newLow === null || newHigh === null) return '';
  if (low === newLow && high === newHigh) return '';
  const [lowText, newLowText] = formatNumberPair(low, newLow);
  const [highText, newHighText] = formatNumberPair(high, newHigh);
  return ` (${lowText} to ${highText}, now ${newLowText} to ${newHighText})`;
}

/**
 * The level whose share changed most: in points, or relative to its rarity when that is what made the feature
 * drift. O(levels).
 */
function levelChange(feature: FeatureReport, bins: LevelBins): string {
  const byRarity = feature.effect.name === 'level-share-change';
  const shares = levelShares(bins);
  if (shares.length === 0) return 'no values';
  const size = (i: number) =>
    byRarity ? shareDistance(shares[i]!) : Math.abs(shares[i]!.after - shares[i]!.before);
  let largest = 0;
  // Of two that changed alike, the later is rarer, or new to the baseline: it says more.
  for (let i = 1; i < shares.length; i++) if (size(i) >= size(largest) - 1e-9) largest = i;
  const { level, before, after } = shares[largest]!;
  const name = level === null ? 'values the baseline does not have' : showLevel(level);
  if (before === after) return `${name} ${formatSharePair(before, after)[0]}, unchanged`;
  return `${name} ${arrow(formatSharePair(before, after))}`;
}

const arrow = ([before, after]: readonly [string, string]) => `${before} → ${after}`;
const inBrackets = (text: string | null) => (text === null ? '' : ` (${text})`);
