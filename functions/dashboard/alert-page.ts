import { html } from '../../shared/report/html-escape.ts';
import type { AlertRecord } from '../records/alert-record.ts';
import { time } from './monitor-section.ts';
import { page } from './page.ts';
import { monitorPath } from './paths.ts';

/** An alert as it was sent, word for word. */
export function alertPage({ alert, since }: AlertRecord): string {
  const lines = alert.text.split('\n');
  return page(
    alert.subject,
    html`<h1>${alert.subject.replace(/^Driftline: /, '')}</h1>
<p class="quiet">${time(since)}, monitor <a href="${monitorPath(alert.monitor)}">${alert.monitor}</a></p>
<div class="letter">${lines.map((line) => html`<p>${line}</p>`)}</div>`,
  );
}
