import { html, type Markup } from '../../shared/report/html-escape.ts';
import { keepTogether } from '../../shared/report/line-breaks.ts';
import { formatCount, formatDriftPercentage } from '../../shared/report/numbers.ts';
import { safeText } from '../../shared/report/safe-text.ts';
import type { BatchRecord } from '../records/batch-record.ts';
import type { MonitorRecord } from '../records/monitor-record.ts';
import { page } from './page.ts';
import type { MonitorView } from './read-monitor.ts';

/** What a status means, for somebody who asks whether the model can be trusted today. */
const STATUS: Readonly<Record<MonitorRecord['status'], { word: string; tone: string; means: string }>> = {
  learning: { word: '○ Learning', tone: 'quiet', means: 'no batch has been judged yet' },
  healthy: {
    word: '● Healthy',
    tone: 'calm',
    means: 'the data still looks like the data the model learned from',
  },
  unreliable: {
    word: '▲ Unreliable',
    tone: 'alarm',
    means: 'the data no longer looks like the data the model learned from',
  },
  retraining: { word: '↻ Retraining', tone: 'alarm', means: 'a new model is being trained and checked' },
};

const VERDICT = {
  ok: { word: '● No drift', tone: 'calm' },
  drift: { word: '▲ Drift', tone: 'alarm' },
  insufficient: { word: '○ Too few rows to tell', tone: 'quiet' },
} as const;

/** Every monitor with its batches, newest first. `inputs` says in words where files are put. */
export function overviewPage(views: readonly MonitorView[], inputs: string): string {
  const body =
    views.length === 0
      ? html`<p>Nothing is watched yet. Put a CSV with training data into <code>${inputs}/baseline/</code>, then CSVs with production data into <code>${inputs}/production/</code>.</p>`
      : views.map(monitorSection);
  return page('Driftline', html`<h1>Can the models be trusted today?</h1>${body}`);
}

function monitorSection(view: MonitorView): Markup {
  const { monitor } = view;
  const status = STATUS[monitor.status];
  return html`<section>
<h2>${monitor.monitor}</h2>
<p class="status"><span class="word ${status.tone}">${status.word}</span>: ${status.means}</p>
${view.atWork > 0 && html`<p class="quiet">${count(view.atWork, 'file')} being read now</p>`}
${view.waiting > 0 && html`<p>${count(view.waiting, 'batch', 'batches')} waiting for a baseline: upload one to <code>baseline/${monitor.monitor}/</code>.</p>`}
${view.batches.length > 0 && batchTable(view)}
${view.quarantined.length > 0 && quarantineList(view)}
${view.alerts.length > 0 && alertList(view)}
</section>`;
}

function batchTable({ monitor, batches }: MonitorView): Markup {
  return html`<h3>Batches</h3>
<table>
<thead><tr><th scope="col">Uploaded</th><th scope="col">File</th><th scope="col">Verdict</th><th scope="col">Drifted</th><th scope="col">What changed most</th></tr></thead>
<tbody>${batches.map((batch) => batchRow(monitor.monitor, batch))}</tbody>
</table>`;
}

function batchRow(monitor: string, batch: BatchRecord): Markup {
  const uploaded = html`<td>${time(batch.order.lastModified)}</td><td>${fileName(batch.order.key)}</td>`;
  if (batch.state === 'duplicate') {
    return html`<tr>${uploaded}<td colspan="3" class="quiet">The same content as an earlier batch: not judged again</td></tr>`;
  }
  const { word, tone } = VERDICT[batch.verdict];
  const [first, ...others] = batch.top;
  return html`<tr>${uploaded}
<td><a class="word ${tone}" href="/monitors/${encodeURIComponent(monitor)}/batches/${encodeURIComponent(batch.batchId)}">${word}</a></td>
<td>${formatCount(batch.driftedFeatures)} of ${formatCount(batch.totalFeatures)} (${formatDriftPercentage(batch.driftPercentage)})</td>
<td>${first && keepTogether(first.sentence)}${others.length > 0 && html` <span class="quiet">and ${count(batch.driftedFeatures - 1, 'more feature')}</span>`}</td></tr>`;
}

function quarantineList({ quarantined }: MonitorView): Markup {
  return html`<h3>Files that could not be used</h3>
<ul class="plain">${quarantined.map(
    ({ since, refusal }) =>
      html`<li><span class="quiet">${time(since)}</span> ${safeText(refusal.message)}</li>`,
  )}</ul>`;
}

function alertList({ monitor, alerts }: MonitorView): Markup {
  return html`<h3>Alerts</h3>
<ul class="plain">${alerts.map(
    ({ since, state, alert }) =>
      html`<li><span class="quiet">${time(since)}</span> <a href="/monitors/${encodeURIComponent(monitor.monitor)}/alerts/${encodeURIComponent(alert.id)}">${alert.subject}</a>${state === 'pending' && ' (being sent)'}</li>`,
  )}</ul>`;
}

function time(ms: number): Markup {
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

const fileName = (key: string): string => safeText(key.split('/').at(-1) ?? key);

function count(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}
