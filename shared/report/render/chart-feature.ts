import type { FeatureReport } from '../report.ts';
import { featureSentence } from '../words/feature-sentence.ts';
import { histogramChart } from './chart-histogram.ts';
import { levelsChart } from './chart-levels.ts';
import type { Markup } from './html-escape.ts';

/** The picture of one feature, baseline against production; `null` where there is nothing to draw. */
export function featureChart(feature: FeatureReport): Markup | null {
  const title = `Baseline against production. ${featureSentence(feature)}`;
  const { bins, picture, typical } = feature;
  if (bins?.kind === 'levels') return bins.levels.length === 0 ? null : levelsChart(bins, title);
  if (!picture || picture.edges.length < 2) return null;
  return histogramChart({
    picture,
    title,
    typical: { before: numberOrNull(typical.before), after: numberOrNull(typical.after) },
  });
}

const numberOrNull = (value: number | string | null) => (typeof value === 'number' ? value : null);
