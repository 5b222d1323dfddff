import type { Report } from '../report.ts';
import { keepTogether } from '../words/line-breaks.ts';
import { formatCount, formatDriftPercentage } from '../words/numbers.ts';
import { explanation, headline } from '../words/verdict-words.ts';
import { type Content, html, type Markup, trustedMarkup } from './html-escape.ts';

/** A shape for each verdict, so that it is not told by colour alone: warning triangle, question, tick. */
const ICONS: Readonly<Record<Report['verdict'], Markup>> = {
  drift: trustedMarkup('<path d="M16 4 29.5 28h-27Z"/><path d="M16 13v7M16 24v.1"/>'),
  insufficient: trustedMarkup(
    '<circle cx="16" cy="16" r="13"/><path d="M12 12.5a4 4 0 1 1 5.6 3.7c-1 .5-1.6 1.2-1.6 2.8M16 23.5v.1"/>',
  ),
  ok: trustedMarkup('<circle cx="16" cy="16" r="13"/><path d="m10 16.5 4.2 4.2L22.5 12"/>'),
};

/** The answer, to be read in ten seconds: shape, words, one sentence, four numbers. */
export function verdictHeader(report: Report): Markup {
  const { summary, verdict } = report;
  return html`<header>
<p class="kicker">Driftline drift report · ${report.monitor}</p>
<div class="verdict ${verdict}"><svg viewBox="0 0 32 32" aria-hidden="true">${ICONS[verdict]}</svg><h1>${headline(report)}</h1></div>
<p class="lead">${keepTogether(explanation(report))}</p>
<dl class="numbers">${[
    number('Total features', formatCount(summary.totalFeatures)),
    number('Drifted features', formatCount(summary.driftedFeatures)),
    number('Drift percentage', formatDriftPercentage(summary.driftPercentage)),
    number('Alert', summary.alert ? html`<span class="raised">raised</span>` : 'none'),
  ]}</dl>
</header>`;
}

function number(label: string, value: Content): Markup {
  return html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
}
