import { showMessage } from '../../text/safe-text.ts';
import { problemsFirst } from '../findings/finding-order.ts';
import type { Report } from '../report.ts';
import { certaintyLines } from '../words/certainty-words.ts';
import { keepTogether } from '../words/line-breaks.ts';
import { headline } from '../words/verdict-words.ts';
import { html, type Markup, trustedMarkup } from './html-escape.ts';
import { driftedSection, otherSection } from './html-features.ts';
import { figuresTable } from './html-figures.ts';
import { provenanceSection } from './html-provenance.ts';
import { REPORT_CSS } from './html-style.ts';
import { verdictHeader } from './html-verdict.ts';

/** The document may show itself and nothing else: no script, no request, no form. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The report as one HTML file that needs nothing else: it opens from disk, asks the network for nothing and runs no
 * script. The answer comes first, the evidence after it. About 3 kB a feature; O(features + findings).
 */
export function renderHtml(report: Report): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trustedMarkup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${headline(report)} – ${report.monitor} – Driftline</title>
<style>${trustedMarkup(REPORT_CSS)}</style>
</head>
<body>
${verdictHeader(report)}
<main>
${driftedSection(report.features)}
${certaintySection(report)}
${findingsSection(report)}
${otherSection(report.features)}
${figuresTable(report.features)}
${provenanceSection(report)}
</main>
</body>
</html>
`.text;
}

function certaintySection(report: Report): Markup {
  return html`<section aria-labelledby="certainty">
<h2 id="certainty">How sure we are</h2>
<dl class="pairs">${certaintyLines(report).map(({ label, text }) => html`<dt>${label}</dt><dd>${keepTogether(text)}</dd>`)}</dl>
</section>`;
}

function findingsSection({ findings }: Report): Markup | null {
  if (findings.length === 0) return null;
  return html`<section aria-labelledby="findings">
<h2 id="findings">About the data</h2>
<ul class="findings">${problemsFirst(findings).map(
    ({ severity, message }) =>
      html`<li class="${severity}"><b>${severity === 'problem' ? 'Problem' : 'Notice'}</b><span>${showMessage(message)}</span></li>`,
  )}</ul>
</section>`;
}
