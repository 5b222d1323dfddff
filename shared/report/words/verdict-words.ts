import { showName } from '../../text/safe-text.ts';
import type { Report } from '../report.ts';
import { featureSentence } from './feature-sentence.ts';
import { formatCount, formatDriftPercentage, formatNumber } from './numbers.ts';

/**
 * The four summary lines, word for word what other programs may look for.
 *
 * @example summaryLines(report)[3] // 'ALERT: Significant feature drift detected!'
 */
export function summaryLines({ summary }: Report): [string, string, string, string] {
  return [
    `Total Features: ${summary.totalFeatures}`,
    `Drifted Features: ${summary.driftedFeatures}`,
    `Drift Percentage: ${formatDriftPercentage(summary.driftPercentage)}`,
    summary.alert ? 'ALERT: Significant feature drift detected!' : 'No significant drift detected.',
  ];
}

/** The verdict in a few words, for a heading. */
export function headline({ verdict, summary }: Report): string {
  switch (verdict) {
    case 'drift':
      return summary.alert ? 'The data has drifted' : 'Some drift, below the alert level';
    case 'insufficient':
      return 'Too few rows to tell';
    case 'ok':
      return 'No significant drift';
  }
}

/** What the headline means: one to four sentences. */
export function explanation(report: Report): string {
  const { summary, verdict, settings } = report;
  if (verdict === 'insufficient') return tooFewRows(report);
  if (verdict === 'ok') {
    return `${allFeatures(report)} in the production file still ${summary.totalFeatures === 1 ? 'looks' : 'look'} like the baseline.`;
  }
  const strongest = report.features[0];
  const sentences = [
    `${formatCount(summary.driftedFeatures)} of ${countedFeatures(report)} in the production file no longer ${summary.driftedFeatures === 1 ? 'looks' : 'look'} like the baseline.`,
  ];
  if (strongest?.drifted) sentences.push(`The strongest change is in ${featureSentence(strongest)}.`);
  const onset = onsetSentence(report);
  if (onset !== null) sentences.push(onset);
  if (!summary.alert) {
    sentences.push(
      `An alert is raised from ${formatCount(settings.minDriftedFeatures)} drifted features on (alert.minDriftedFeatures).`,
    );
  }
  return sentences.join(' ');
}

/**
 * Where in the batch the drift began; null when that is not clear. An estimate is rounded to two digits.
 *
 * @example onsetSentence(report) // 'It began near row 12,000 of 20,000 (seen in "amount").'
 */
export function onsetSentence({ onset, current }: Report): string | null {
  if (onset === undefined) return null;
  const row = onset.exact ? onset.row : Number(onset.row.toPrecision(2));
  return `It began near row ${formatCount(row)} of ${formatCount(current.rows)} (seen in ${showName(onset.feature)}).`;
}

/** Why a batch without drift is not called clean, and how to get an answer. */
export function tooFewRows(report: Report): string {
  const { summary, settings, current, baseline } = report;
  const change = `a change of ${formatNumber(settings.resolution)} on a scale from 0 to 1`;
  if (summary.rowsForResolution === null) {
    return `The baseline is too small to tell: with ${rows(baseline.rows)} it cannot show ${change}, however large the batch. Enlarge the baseline.`;
  }
  const needed = rows(summary.rowsForResolution);
  return current.rows < summary.rowsForResolution
    ? `The batch is too small to tell: it has ${rows(current.rows)}; ${needed} are needed to show ${change}.`
    : `Too few values to tell: ${needed} with a value in each feature are needed to show ${change}.`;
}

/** `1 row`, `12,345 rows` */
export function rows(count: number): string {
  return count === 1 ? '1 row' : `${formatCount(count)} rows`;
}

function countedFeatures({ summary }: Report): string {
  return summary.totalFeatures === 1 ? '1 feature' : `${formatCount(summary.totalFeatures)} features`;
}

function allFeatures(report: Report): string {
  if (report.summary.totalFeatures === 1) return 'The one feature';
  return report.summary.totalFeatures === 2 ? 'Both features' : `All ${countedFeatures(report)}`;
}
