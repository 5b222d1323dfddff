import { looksBroken } from '../../shared/report/broken-data.ts';
import type { FeatureReport, Report } from '../../shared/report/report.ts';
import { featureSentence } from '../../shared/report/words/feature-sentence.ts';
import { shorten } from '../../shared/text/safe-text.ts';
import type { Artifact } from '../artifact.ts';
import type { Claim } from '../claim.ts';
import type { BatchFacts } from '../decide/step-incident.ts';
import type { Order } from '../order.ts';
import type { JudgedBatch } from '../records/batch-record.ts';

/** Drifted features told in words; the report has them all. */
const TOP_FEATURES_MAX = 10;
/** Findings told in the record. */
const PROBLEMS_MAX = 10;
const TEXT_CHARS_MAX = 300;

/** What the records keep of a report: enough for lists, decisions and alerts. */
export function judgedBatch(parts: {
  claim: Claim;
  order: Order;
  report: Report;
  stored: Artifact;
}): JudgedBatch {
  const { claim, order, report, stored } = parts;
  const { summary } = report;
  const pins = claim.value.pins;
  if (pins === null || pins.baseline === null || report.current.sha256 === null) {
    throw new Error(`Batch ${order.key} was judged without a pinned baseline or a digest.`);
  }
  return {
    state: 'judged',
    batchId: report.runId,
    claimId: claim.id,
    order,
    sha256: report.current.sha256,
    rows: report.current.rows,
    ...reportFacts(report),
    totalFeatures: summary.totalFeatures,
    driftPercentage: summary.driftPercentage,
    top: topFeatures(report),
    problems: report.findings
      .filter(({ severity }) => severity === 'problem')
      .slice(0, PROBLEMS_MAX)
      .map(({ message }) => shorten(message, TEXT_CHARS_MAX)),
    broken: looksBroken(report)
      .slice(0, PROBLEMS_MAX)
      .map((why) => shorten(why, TEXT_CHARS_MAX)),
    onset: report.onset?.row ?? null,
    report: stored,
    baseline: pins.baseline,
    settings: pins.settings,
    model: pins.model,
    decision: null,
  };
}

/** What of a report the incident policy goes by. */
export function reportFacts({
  verdict,
  summary,
  features,
}: Report): Omit<BatchFacts, 'batchId' | 'order' | 'overtaken' | 'outdated'> {
  const drifted = features.filter((feature) => feature.drifted);
  return {
    verdict,
    driftedFeatures: summary.driftedFeatures,
    alert: summary.alert,
    strongest: Math.max(0, ...drifted.slice(0, TOP_FEATURES_MAX).map(changeSize)),
    minDetectable: summary.minDetectable,
  };
}

/** The strongest drifted features, in words. */
export function topFeatures({ features }: Report): JudgedBatch['top'] {
  return features
    .filter((feature) => feature.drifted)
    .slice(0, TOP_FEATURES_MAX)
    .map((feature) => ({
      name: shorten(feature.name, TEXT_CHARS_MAX),
      sentence: shorten(featureSentence(feature), TEXT_CHARS_MAX),
    }));
}

/** How far a drifted feature moved, as a share of rows: D or total variation, or the change in missing values. */
function changeSize(feature: FeatureReport): number {
  const missing = feature.missing.drifted ? Math.abs(feature.missing.after - feature.missing.before) : 0;
  const moved = feature.test === 'ks' ? feature.statistic : (feature.totalVariation ?? 0);
  return Math.max(missing, feature.distributionDrifted ? moved : 0);
}
