import { html, type Markup } from '../../shared/report/render/html-escape.ts';
import { formatCount } from '../../shared/report/words/numbers.ts';
import { monitorBody } from './monitor-section.ts';
import { page } from './page.ts';
import { monitorPath } from './paths.ts';
import type { MonitorView } from './read-monitor.ts';
import { statusOf } from './status-words.ts';

/** Every monitor, those in trouble first. `inputs` says in words where files are put. */
export function overviewPage(views: readonly MonitorView[], inputs: string): string {
  const sorted = [...views].sort((a, b) => Number(isBad(b)) - Number(isBad(a)));
  const body =
    views.length === 0
      ? html`<p>Nothing is watched yet. Put a CSV with training data into <code>${inputs}/baseline/</code>, then CSVs with production data into <code>${inputs}/production/</code>.</p>`
      : sorted.map(
          (view) => html`<section>
<h2><a href="${monitorPath(view.monitor.monitor)}">${view.monitor.monitor}</a></h2>
${monitorBody(view)}
</section>`,
        );
  return page(
    `${titlePrefix(views)}Driftline`,
    html`<h1>Can the models be trusted today?</h1>${views.length > 0 && answer(views)}${body}`,
  );
}

/** One monitor with more of its past. */
export function monitorPage(view: MonitorView): string {
  const { monitor } = view.monitor;
  return page(`${titlePrefix([view])}${monitor} – Driftline`, html`<h1>${monitor}</h1>${monitorBody(view)}`);
}

const isBad = ({ monitor }: MonitorView) => statusOf(monitor).tone === 'alarm';

const titlePrefix = (views: readonly MonitorView[]) => (views.some(isBad) ? '▲ ' : '');

/** The answer to the heading, for somebody who reads no further. */
function answer(views: readonly MonitorView[]): Markup {
  const bad = views.filter(isBad).length;
  const learning = views.filter(({ monitor }) => monitor.status === 'learning').length;
  const healthy = views.length - bad - learning;
  if (bad > 0) {
    const which = views.length === 1 ? 'No' : `${formatCount(bad)} of ${formatCount(views.length)} cannot`;
    const why =
      bad === 1
        ? 'its data no longer looks like the data it learned from'
        : 'their data no longer looks like the data they learned from';
    return html`<p class="answer alarm"><span aria-hidden="true">▲ </span>${which}: ${why}.</p>`;
  }
  if (healthy === 0) return html`<p class="answer quiet">Not known yet: no batch has been judged.</p>`;
  const rest = learning > 0 ? ` ${learning} of ${views.length} not known yet.` : '';
  return html`<p class="answer calm"><span aria-hidden="true">● </span>Yes, as far as the data shows.${rest}</p>`;
}
