import { changeWords } from '../../shared/model/change-words.ts';
import type { EstimatedPerformance } from '../../shared/model/estimate-performance.ts';
import { estimateWords, labelFileWords, performanceWords } from '../../shared/model/performance-words.ts';
import { html, type Markup } from '../../shared/report/render/html-escape.ts';
import { keepTogether } from '../../shared/report/words/line-breaks.ts';
import { formatCount, formatDriftPercentage, formatShare } from '../../shared/report/words/numbers.ts';
import { shorten, showMessage } from '../../shared/text/safe-text.ts';
import type { BatchRecord } from '../records/batch-record.ts';
import type { ModelRecord } from '../records/model-record.ts';
import type { PerformanceRecord } from '../records/performance-record.ts';
import { alertPath, batchPath, modelPath, monitorPath, predictionsPath } from './paths.ts';
import type { MonitorView, Newest } from './read-monitor.ts';
import { count, type Status, statusOf, VERDICT } from './status-words.ts';

const FILE_NAME_CHARS_MAX = 80;

/** A monitor's state and lists, under a heading of the page's own. */
export function monitorBody(view: MonitorView): Markup {
  const { monitor } = view;
  const status = statusOf(monitor);
  return html`<p class="status">${mark(status)}: ${status.means}${monitor.incident && html`, since ${time(monitor.incident.opened.lastModified)}`}.</p>
${view.atWork > 0 && html`<p class="quiet">${count(view.atWork, 'file')} being read now.</p>`}
${view.waiting > 0 && html`<p>${count(view.waiting, 'file waits', 'files wait')} for a baseline: put one into <code>baseline/${monitor.monitor}/</code>.</p>`}
${view.candidate !== null && html`<p>A newer baseline, ${fileName(view.candidate.order.key)}, waits as a candidate: <code>driftline promote --monitor ${monitor.monitor}</code> puts it in charge.</p>`}
${view.batches.shown.length > 0 && batchTable(view)}
${view.model !== null && modelLine(monitor.monitor, view.model)}
${view.predictions.shown.length > 0 && predictionList(view)}
${view.labelFiles.shown.length > 0 && labelFileList(view)}
${view.quarantined.shown.length > 0 && quarantineList(view)}
${view.alerts.shown.length > 0 && alertList(view)}`;
}

/** When something happened; the script writes it as the reader's clock does. */
export function time(ms: number): Markup {
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

function mark({ shape, word, tone }: Status): Markup {
  return html`<span class="word ${tone}"><span aria-hidden="true">${shape} </span>${word}</span>`;
}

function batchTable({ monitor, batches }: MonitorView): Markup {
  return html`<h3>Batches</h3>
<table>
<thead><tr><th scope="col">File</th><th scope="col">Uploaded</th><th scope="col">Verdict</th><th scope="col">Drifted</th><th scope="col">What changed most</th></tr></thead>
<tbody>${batches.shown.map((batch) => batchRow(monitor.monitor, batch))}</tbody>
</table>${older(monitor.monitor, batches)}`;
}

function batchRow(monitor: string, batch: BatchRecord): Markup {
  const uploaded = html`<td class="file">${fileName(batch.order.key)}</td><td class="time">${time(batch.order.lastModified)}</td>`;
  if (batch.state === 'duplicate') {
    return html`<tr>${uploaded}<td colspan="3" class="quiet">The same content as an earlier batch: not judged again</td></tr>`;
  }
  const [first] = batch.top;
  const more = batch.driftedFeatures - 1;
  return html`<tr>${uploaded}
<td><a href="${batchPath(monitor, batch.batchId)}" aria-label="${VERDICT[batch.verdict].word}: report on ${fileName(batch.order.key)}">${mark(VERDICT[batch.verdict])}</a></td>
<td class="share">${formatCount(batch.driftedFeatures)} of ${formatCount(batch.totalFeatures)}<span class="quiet"> (${formatDriftPercentage(batch.driftPercentage)})</span></td>
<td>${first && keepTogether(showMessage(first.sentence))}${first && more > 0 && html` <span class="quiet">and ${count(more, 'more feature')}</span>`}</td></tr>`;
}

function modelLine(monitor: string, { version, kind, label, trained }: ModelRecord): Markup {
  const { accuracy } = trained?.metrics ?? {};
  return html`<h3>Model</h3>
<p>A <a href="${modelPath(monitor, version)}">${kind} model</a> predicts ${shorten(label)}${accuracy !== undefined && html`, ${formatShare(accuracy)} right on rows it had not seen`}.</p>`;
}

function predictionList({ monitor, predictions, performances }: MonitorView): Markup {
  const measured = new Map(performances.map((one) => [`${one.batch} ${one.model}`, one]));
  return html`<h3>Predictions</h3>
<ul class="plain">${predictions.shown.map(({ file, batch, batchId, model, scored, refusal, changes }) =>
    scored === null
      ? html`<li>${fileName(file)}: ${showMessage(refusal?.message ?? '')}</li>`
      : html`<li><a href="${predictionsPath(monitor.monitor, batchId, model)}">${count(scored.rows, 'prediction')} for ${fileName(file)}</a>${scored.drifted && '; they have drifted too'}${changes !== null && html`<br>${showMessage(changeWords(changes))}`}${howGood(measured.get(`${batch} ${model}`), scored.estimated)}</li>`,
  )}</ul>${older(monitor.monitor, predictions)}`;
}

/** Measured where answers are known, otherwise estimated. */
function howGood(
  performance: PerformanceRecord | undefined,
  estimated: EstimatedPerformance | null,
): Markup | false {
  if (performance !== undefined) return html`<br>${showMessage(performanceWords(performance))}`;
  return estimated !== null && html`<br><span class="quiet">${estimateWords(estimated)}</span>`;
}

function labelFileList({ monitor, labelFiles }: MonitorView): Markup {
  return html`<h3>Labels</h3>
<ul class="plain">${labelFiles.shown.map((file) => html`<li>${fileName(file.order.key)}: ${labelFileWords(file)}</li>`)}</ul>${older(monitor.monitor, labelFiles)}`;
}

function quarantineList({ monitor, quarantined }: MonitorView): Markup {
  return html`<h3>Files that could not be used</h3>
<ul class="plain">${quarantined.shown.map(
    ({ since, refusal }) =>
      html`<li><span class="quiet">${time(since)}</span> ${showMessage(refusal.message)}</li>`,
  )}</ul>${older(monitor.monitor, quarantined)}`;
}

function alertList({ monitor, alerts }: MonitorView): Markup {
  return html`<h3>Alerts</h3>
<ul class="plain">${alerts.shown.map(
    ({ since, state, alert }) =>
      html`<li><span class="quiet">${time(since)}</span> <a href="${alertPath(monitor.monitor, since, alert.id)}">${capitalised(alert.subject.replace(/^Driftline: /, ''))}</a>${state === 'pending' && ' (being sent)'}</li>`,
  )}</ul>${older(monitor.monitor, alerts)}`;
}

function older(monitor: string, { shown, more }: Newest<unknown>): Markup | false {
  return (
    more &&
    html`<p class="quiet">The newest ${formatCount(shown.length)}. <a href="${monitorPath(monitor)}">More of ${monitor}</a></p>`
  );
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const fileName = (key: string): string => shorten(key.split('/').at(-1) ?? key, FILE_NAME_CHARS_MAX);
