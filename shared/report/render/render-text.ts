import { showMessage, showName } from '../../text/safe-text.ts';
import { problemsFirst } from '../findings/finding-order.ts';
import type { FeatureReport, Report } from '../report.ts';
import { certaintyLines } from '../words/certainty-words.ts';
import { featureEvidence } from '../words/feature-evidence.ts';
import { featureChange } from '../words/feature-sentence.ts';
import { formatCount } from '../words/numbers.ts';
import { onsetSentence, summaryLines, tooFewRows } from '../words/verdict-words.ts';
import { type TerminalStyle, terminalStyle } from './terminal-style.ts';
import { wrapText } from './wrap-text.ts';

export interface TextOptions {
  /** ANSI colours; without them the text is plain. */
  readonly color: boolean;
  /** Columns to wrap at. */
  readonly width: number;
}

/** Features and findings listed; the rest is counted, and in the JSON and HTML forms. */
const LISTED_MAX = 50;
const WIDTH_MIN = 40;

/**
 * The report for a terminal. The first four lines are the summary, word for word; then what drifted, strongest
 * first; then how sure we are; then the findings. Ends with a line break. O(features + findings).
 *
 * @example renderText(report, { color: false, width: 80 }).split('\n')[0] // 'Total Features: 30'
 */
export function renderText(report: Report, { color, width }: TextOptions): string {
  const style = terminalStyle(color);
  const columns = Math.max(WIDTH_MIN, width);
  const sections = [
    summarySection(report, columns, style),
    driftedSection(report, columns, style),
    certaintySection(report, columns, style),
    findingsSection(report, columns, style),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function summarySection(report: Report, width: number, style: TerminalStyle): string[] {
  const [total, drifted, percentage, alert] = summaryLines(report);
  const lines = [total, drifted, percentage, report.summary.alert ? style.alert(alert) : style.calm(alert)];
  if (report.verdict === 'insufficient') {
    lines.push(...wrapText(tooFewRows(report), { width, indent: '', hanging: '' }).map(style.alert));
  }
  const onset = onsetSentence(report);
  if (onset !== null) lines.push(...wrapText(onset, { width, indent: '', hanging: '' }));
  if (report.verdict === 'drift' && !report.summary.alert) {
    const least = formatCount(report.settings.minDriftedFeatures);
    const text = `An alert is raised from ${least} drifted features on (alert.minDriftedFeatures).`;
    lines.push(...wrapText(text, { width, indent: '', hanging: '' }));
  }
  return lines;
}

function driftedSection(report: Report, width: number, style: TerminalStyle): string[] {
  const drifted = report.features.filter((f) => f.drifted);
  if (drifted.length === 0) return [];
  const listed = drifted.slice(0, LISTED_MAX).flatMap((f) => featureLines(f, width, style));
  return [style.strong('What drifted, strongest first'), ...listed, ...andMore(drifted.length)];
}

function featureLines(feature: FeatureReport, width: number, style: TerminalStyle): string[] {
  const name = showName(feature.name);
  const [first, ...rest] = wrapText(`${name}: ${featureChange(feature)}`, {
    width,
    indent: '  ',
    hanging: '      ',
  });
  const details = [feature.hint === null ? null : showMessage(feature.hint), featureEvidence(feature)]
    .filter((text) => text !== null)
    .flatMap((text) => wrapText(text, { width, indent: '      ', hanging: '      ' }));
  return [first!.replace(name, () => style.strong(name)), ...rest, ...details.map(style.quiet)];
}

function certaintySection(report: Report, width: number, style: TerminalStyle): string[] {
  const lines = certaintyLines(report).flatMap(({ label, text }) =>
    wrapText(`${label}: ${text}`, { width, indent: '  ', hanging: '      ' }),
  );
  return [style.strong('How sure we are'), ...lines];
}

function findingsSection({ findings }: Report, width: number, style: TerminalStyle): string[] {
  if (findings.length === 0) return [];
  const lines = problemsFirst(findings)
    .slice(0, LISTED_MAX)
    .flatMap(({ severity, message }) => {
      const label = severity === 'problem' ? 'Problem' : 'Notice';
      return wrapText(`${label}: ${showMessage(message)}`, { width, indent: '  ', hanging: '      ' });
    });
  return [style.strong('About the data'), ...lines, ...andMore(findings.length)];
}

function andMore(count: number): string[] {
  if (count <= LISTED_MAX) return [];
  return [`  … and ${formatCount(count - LISTED_MAX)} more: see the JSON or HTML form`];
}
