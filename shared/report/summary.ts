import type { Settings } from '../config/settings.ts';
import type { BaselineProfile } from '../profile/profile.ts';
import { rowsNeeded } from '../stats/detectable.ts';
import type { Tally } from '../tally/tally.ts';
import { plainRule } from './plain-rule.ts';
import type { FeatureReport, Report } from './report.ts';

/** The numbers at the top of a report. Only tested columns count as features. */
export function summarise(
  features: readonly FeatureReport[],
  profile: BaselineProfile,
  tally: Tally,
  settings: Settings,
): Report['summary'] {
  const drifted = features.filter((f) => f.drifted).length;
  return {
    totalFeatures: features.length,
    driftedFeatures: drifted,
    driftPercentage: features.length === 0 ? 0 : Math.round((drifted / features.length) * 10_000) / 100,
    alert: drifted >= settings.alert.minDriftedFeatures,
    plainRule: plainRule(profile, tally, settings),
    minDetectable: median(features.map((f) => f.minDetectable ?? Number.POSITIVE_INFINITY)),
    rowsForResolution: rowsForResolution(profile.rows, Math.max(1, features.length), settings),
  };
}

function rowsForResolution(baselineRows: number, features: number, settings: Settings): number | null {
  return rowsNeeded({ distance: settings.resolution, baselineRows, features, alpha: settings.alpha });
}

/**
 * A batch without drift is `ok` only when it could have shown one. The median feature decides, so that one
 * column that is nearly always empty does not leave every batch undecided. The literal rule knows no such thing.
 */
export function couldHaveShown(summary: Report['summary'], settings: Settings): boolean {
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
