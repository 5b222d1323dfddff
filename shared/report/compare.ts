import type { Settings } from '../config/settings.ts';
import type { BaselineProfile } from '../profile/profile.ts';
import type { Tally } from '../tally/tally.ts';
import { featureReport } from './feature/feature-report.ts';
import { ViewMemory } from './feature/feature-view.ts';
import { findings } from './findings/findings.ts';
import { findOnset } from './onset/find-onset.ts';
import type { FeatureReport, Report } from './report.ts';
import { REPORT_SCHEMA_VERSION } from './report-version.ts';
import { judge } from './verdict/judge.ts';
import { summarise, verdictOf } from './verdict/summary.ts';

/** Where the data came from: goes into the report as it is. */
type ReportMeta = Pick<Report, 'runId' | 'monitor' | 'model'> & {
  readonly baseline: Omit<Report['baseline'], 'rows'>;
  readonly current: Omit<Report['current'], 'rows'>;
};

export interface Comparison {
  readonly profile: BaselineProfile;
  readonly tally: Tally;
  readonly settings: Settings;
  readonly meta: ReportMeta;
  /** Given again with the same profile and tally, it saves most of the work of another verdict on them. */
  readonly views?: ViewMemory;
}

/**
 * The verdict for one batch: every feature is tested, p-values are adjusted over the batch, and a feature drifted
 * when its adjusted p is below alpha and the effect is large enough to matter.
 *
 * Deterministic: the same profile, tally, settings and meta give the same report, however the tally was put
 * together. O(distinct baseline values + levels), plus the exact p-values.
 *
 * @example
 * const profile = await readBaseline(baselineBytes, settings, { name: 'baseline.csv' });
 * const tally = await readBatch(batchBytes, profile, settings, { name: 'batch.csv' });
 * const report = compare({ profile, tally, settings, meta });
 * report.summary.driftedFeatures; // 5
 */
export function compare(comparison: Comparison): Report {
  const { profile, tally, settings, meta, views = new ViewMemory() } = comparison;
  const judged = judge(profile, tally, settings);
  const features = judged.map((one) => featureReport(one, tally, views)).sort(strongestFirst);
  const byName = new Map(judged.map((one) => [one.feature.name, one]));
  const drifted = features.filter((feature) => feature.drifted).map(({ name }) => byName.get(name)!);
  const onset = findOnset(drifted, tally);
  const summary = summarise(judged, profile.rows, settings);
  return {
    schemaVersion: REPORT_SCHEMA_VERSION,
    runId: meta.runId,
    monitor: meta.monitor,
    model: meta.model,
    baseline: { ...meta.baseline, rows: profile.rows },
    current: { ...meta.current, rows: tally.rows },
    settings: {
      alpha: settings.alpha,
      correction: settings.correction,
      rule: settings.rule,
      minEffect: settings.minEffect,
      resolution: settings.resolution,
      minDriftedFeatures: settings.alert.minDriftedFeatures,
    },
    verdict: verdictOf(summary, settings),
    summary,
    ...(onset !== null && { onset }),
    features,
    findings: findings(profile, tally, judged, settings, summary),
  };
}

function strongestFirst(a: FeatureReport, b: FeatureReport): number {
  return (
    Number(b.drifted) - Number(a.drifted) ||
    (a.drifted ? strength(b) - strength(a) : 0) ||
    a.pAdjusted - b.pAdjusted ||
    strength(b) - strength(a) ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  );
}

/** D and total variation are both shares of rows that moved: comparable from 0 to 1. */
function strength(feature: FeatureReport): number {
  const missing = feature.missing.drifted ? Math.abs(feature.missing.after - feature.missing.before) : 0;
  return Math.max(
    feature.effect.name === 'ks-distance' ? feature.effect.value : (feature.totalVariation ?? 0),
    missing,
  );
}
