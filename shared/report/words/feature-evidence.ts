import type { Effect, FeatureReport } from '../report.ts';
import { formatNumber, formatPValue } from './numbers.ts';

const EFFECT_WORDS: Readonly<Record<Effect['name'], string>> = {
  'ks-distance': 'distance D',
  'total-variation-beyond-chance': 'total variation beyond chance',
  'level-share-change': 'largest change of a level',
};

/**
 * Why a feature counts as drifted, or does not, in figures: the effect, what it takes to matter, the adjusted
 * p-value. Of the distribution, unless only the missing rate drifted.
 *
 * @example featureEvidence(feature) // 'distance D 0.41 (matters from 0.1), adjusted p < 0.001'
 */
export function featureEvidence(feature: FeatureReport): string {
  const { missing } = feature;
  if (missing.effect && missing.drifted && !feature.distributionDrifted) {
    return evidence(missing.effect, missing.pAdjusted ?? 1);
  }
  // Under the plain rule no effect is too small and no p-value is adjusted.
  if (feature.effect.threshold === 0)
    return `${effectWords(feature.effect)}, ${formatPValue(feature.pValue)}`;
  return evidence(feature.effect, feature.pAdjusted);
}

const effectWords = ({ name, value }: Effect) => `${EFFECT_WORDS[name]} ${formatNumber(value)}`;

function evidence(effect: Effect, pAdjusted: number): string {
  return `${effectWords(effect)} (matters from ${formatNumber(effect.threshold)}), adjusted ${formatPValue(pAdjusted)}`;
}
