import { problemsFirst } from '../findings/finding-order.ts';
import type { FeatureReport, Report } from '../report.ts';
import { featureEvidence } from '../words/feature-evidence.ts';
import { featureChange, featureSentence } from '../words/feature-sentence.ts';
import { summaryLines, tooFewRows } from '../words/verdict-words.ts';
import { escapeMarkup } from './html-escape.ts';

interface TestCase {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly xml: string;
}

/**
 * The report for a build server: one test case a feature, a failure where it drifted, skipped where there was too
 * little data to tell. Well-formed XML 1.0 whatever the names hold. O(features + findings).
 */
export function renderJunit(report: Report): string {
  const cases = report.features.map((feature) => testCase(report, feature));
  const count = (outcome: TestCase['outcome']) => cases.filter((c) => c.outcome === outcome).length;
  const counts = `tests="${cases.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}"`;
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="driftline" ${counts}>`,
    `  <testsuite name="${escapeMarkup(report.monitor)}" ${counts}>`,
    '    <properties>',
    ...properties(report).map(
      ([name, value]) => `      <property name="${name}" value="${escapeMarkup(value)}"/>`,
    ),
    '    </properties>',
    ...cases.map(({ xml }) => xml),
    `    <system-out>${outputLines(report).map(escapeMarkup).join('\n')}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')}\n`;
}

function testCase(report: Report, feature: FeatureReport): TestCase {
  const attributes = `classname="${escapeMarkup(report.monitor)}" name="${escapeMarkup(feature.name)}"`;
  const wrap = (child: string) => `    <testcase ${attributes}>\n      ${child}\n    </testcase>`;
  if (feature.drifted) {
    const body = [featureSentence(feature), feature.hint, featureEvidence(feature)].filter((s) => s !== null);
    const message = escapeMarkup(featureChange(feature));
    return {
      outcome: 'failed',
      xml: wrap(`<failure type="drift" message="${message}">${body.map(escapeMarkup).join('\n')}</failure>`),
    };
  }
  if (couldNotTell(report, feature)) {
    const message =
      report.verdict === 'insufficient' ? tooFewRows(report) : 'This feature has too few values to tell.';
    return { outcome: 'skipped', xml: wrap(`<skipped message="${escapeMarkup(message)}"/>`) };
  }
  return { outcome: 'passed', xml: `    <testcase ${attributes}/>` };
}

/** A pass must mean that drift would have been seen. The plain rule knows no such thing. */
function couldNotTell({ verdict, settings }: Report, { minDetectable }: FeatureReport): boolean {
  if (verdict === 'insufficient') return true;
  if (settings.rule === 'plain-ks') return false;
  return minDetectable === null || minDetectable > settings.resolution;
}

function properties(report: Report): [name: string, value: string][] {
  return [
    ['verdict', report.verdict],
    ['runId', report.runId],
    ['baseline', report.baseline.uri],
    ['baselineRows', String(report.baseline.rows)],
    ['current', report.current.uri],
    ['currentRows', String(report.current.rows)],
  ];
}

function outputLines(report: Report): string[] {
  const findings = problemsFirst(report.findings).map((f) => `${f.severity}: ${f.message}`);
  return [...summaryLines(report), ...findings];
}
