import type { Report } from '../report.ts';
import { rows } from '../words/verdict-words.ts';
import { type Content, html, type Markup } from './html-escape.ts';

/** What was compared, and how, so that anybody can repeat it. */
export function provenanceSection(report: Report): Markup {
  const { settings } = report;
  const lines: [string, Content][] = [
    ['Production file', file(report.current)],
    ['Baseline file', file(report.baseline)],
    ...(report.model === null ? [] : [['Model', report.model] as [string, Content]]),
    [
      'Settings',
      html`rule ${settings.rule}, alpha ${settings.alpha}, correction ${settings.correction}, minEffect ${settings.minEffect}, resolution ${settings.resolution}, alert.minDriftedFeatures ${settings.minDriftedFeatures}`,
    ],
    ['Run', html`<code>${report.runId}</code>`],
  ];
  return html`<section aria-labelledby="provenance">
<h2 id="provenance">Where this comes from</h2>
<dl class="pairs">${lines.map(([label, content]) => html`<dt>${label}</dt><dd>${content}</dd>`)}</dl>
</section>`;
}

function file({ uri, versionId, sha256, rows: count }: Report['current']): Markup {
  return html`${uri}, ${rows(count)}${versionId !== null && html`, version <code>${versionId}</code>`}${sha256 !== null && html`<br><span class="quiet">SHA-256 <code>${sha256}</code></span>`}`;
}
