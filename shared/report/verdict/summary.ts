import type { Settings } from '../../config/settings.ts';
import { rowsNeeded } from '../../stats/detectable.ts';
import type { Report } from '../report.ts';
import type { Judged } from './judge.ts';
import { plainRule } from './plain-rule.ts';
import { ksThreshold } from './test-distribution.ts';

/** The numbers at the top of a report. Only tested columns count as features. */
export function summarise(
  judged: readonly Judged[],
  baselineRows: number,
  settings: Settings,
): Report['summary'] {
  const features = judged.length;
  const drifted = judged.filter((one) => one.distributionDrifted || one.missingDrifted).length;
  return {
    totalFeatures: features,
    driftedFeatures: drifted,
    driftPercentage: features === 0 ? 0 : Math.round((drifted / features) * 10_000) / 100,
    alert: drifted >= settings.alert.minDriftedFeatures,
    plainRule: plainRule(judged, settings),
    minDetectable: median(judged.map((one) => one.distribution.minDetectable ?? Number.POSITIVE_INFINITY)),
    rowsForResolution: rowsForResolution(baselineRows, Math.max(1, features), settings),
  };
}

function rowsForResolution(baselineRows: number, features: number, settings: Settings): number | null {
  const { resolution: distance, alpha } = settings;
  const minEffect = ksThreshold(settings, features, baselineRows);
  return rowsNeeded({ distance, baselineRows, features, alpha, minEffect });
}

/** What the numbers at the top come to. Drift that is significant is drift at any size of the batch. */
export function verdictOf(summary: Report['summary'], settings: Settings): Report['verdict'] {
  if (summary.driftedFeatures > 0) return 'drift';
  return couldHaveShown(summary, settings) ? 'ok' : 'insufficient';
}

/**
 * A batch without drift is `ok` only when it could have shown one. The median feature decides, so that one
 * column that is nearly always empty does not leave every batch undecided. The literal rule knows no such thing.
 */
function couldHaveShown(summary: Report['summary'], settings: Settings): boolean {
  if (settings.rule === 'plain-ks') return true;
  return summary.minDetectable !== null && summary.minDetectable <= settings.resolution;
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1]!;
  const middle = sorted.length % 2 === 1 ? upper : (sorted[(sorted.length >> 1) - 1]! + upper) / 2;
  return Number.isFinite(middle) ? middle : null;
}
