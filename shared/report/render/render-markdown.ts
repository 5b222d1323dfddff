import { showMessage } from '../../text/safe-text.ts';
import { problemsFirst } from '../findings/finding-order.ts';
import type { FeatureReport, Report } from '../report.ts';
import { certaintyLines } from '../words/certainty-words.ts';
import { featureEvidence } from '../words/feature-evidence.ts';
import { featureChange } from '../words/feature-sentence.ts';
import { formatCount } from '../words/numbers.ts';
import { explanation, headline, summaryLines } from '../words/verdict-words.ts';
import { escapeMarkdown, markdownCode } from './markdown-escape.ts';

/** Rows of a table: GitHub cuts a comment off at 65,536 characters. */
const LISTED_MAX = 50;

const ICONS: Readonly<Record<Report['verdict'], string>> = { drift: '⚠️', insufficient: '❔', ok: '✅' };

/**
 * The report as GitHub-flavoured Markdown, sized for a comment on a pull request. Ends with a line break.
 * O(features + findings).
 */
export function renderMarkdown(report: Report): string {
  const blocks = [
    `### ${ICONS[report.verdict]} ${headline(report)}`,
    escapeMarkdown(explanation(report)),
    summaryLines(report).join('  \n'),
    ...driftedTable(report),
    ...folded('How sure we are', certaintyItems(report)),
    ...folded(`About the data: ${findingCounts(report)}`, findingItems(report)),
    `<sub>${provenance(report)}</sub>`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function driftedTable({ features }: Report): string[] {
  const drifted = features.filter((f) => f.drifted);
  if (drifted.length === 0) return [];
  const table = ['| Drifted feature | What changed | Evidence |', '| :-- | :-- | :-- |'];
  const rows = drifted.slice(0, LISTED_MAX).map(row);
  return [[...table, ...rows].join('\n'), ...andMore(drifted.length)];
}

function row(feature: FeatureReport): string {
  const change = [featureChange(feature), feature.hint]
    .filter((text) => text !== null)
    .map((text) => escapeMarkdown(showMessage(text)));
  return `| ${markdownCode(feature.name)} | ${change.join('<br>')} | ${escapeMarkdown(featureEvidence(feature))} |`;
}

function certaintyItems(report: Report): string[] {
  return certaintyLines(report).map(
    ({ label, text }) => `- **${escapeMarkdown(label)}**: ${escapeMarkdown(text)}`,
  );
}

function findingCounts({ findings }: Report): string {
  const problems = findings.filter((f) => f.severity === 'problem').length;
  const count = (n: number, word: string) => `${formatCount(n)} ${word}${n === 1 ? '' : 's'}`;
  return `${count(problems, 'problem')}, ${count(findings.length - problems, 'notice')}`;
}

function findingItems({ findings }: Report): string[] {
  const items = problemsFirst(findings)
    .slice(0, LISTED_MAX)
    .map(
      (f) =>
        `- **${f.severity === 'problem' ? 'Problem' : 'Notice'}**: ${escapeMarkdown(showMessage(f.message))}`,
    );
  return [...items, ...andMore(findings.length)];
}

function folded(summary: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`<details><summary>${summary}</summary>`, items.join('\n'), '</details>'];
}

function andMore(count: number): string[] {
  return count <= LISTED_MAX ? [] : [`… and ${formatCount(count - LISTED_MAX)} more in the full report.`];
}

function provenance({ baseline, current, runId }: Report): string {
  return `${markdownCode(current.uri)} against ${markdownCode(baseline.uri)} · run ${markdownCode(runId)}`;
}
