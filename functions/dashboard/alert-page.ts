import { html, type Markup } from '../../shared/report/render/html-escape.ts';
import type { AlertRecord } from '../records/alert-record.ts';
import { time } from './monitor-section.ts';
import { page } from './page.ts';
import { monitorPath } from './paths.ts';

/** An alert as it was sent, word for word. */
export function alertPage({ alert, since }: AlertRecord): string {
  return page(
    alert.subject,
    html`<h1>${alert.subject}</h1>
<p class="quiet">${time(since)}, monitor <a href="${monitorPath(alert.monitor)}">${alert.monitor}</a></p>
<div class="letter">${alert.text.split('\n').map(letterLine)}</div>`,
  );
}

function letterLine(line: string): Markup {
  return line.startsWith('  ') ? html`<p class="indented">${line.trim()}</p>` : html`<p>${line}</p>`;
}
