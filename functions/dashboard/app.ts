import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import * as v from 'valibot';
import { renderHtml } from '../../shared/report/render-html.ts';
import { reportSchema } from '../../shared/report/report.ts';
import { readArtifact } from '../artifact.ts';
import type { Ports } from '../ports.ts';
import { batchKey, batchSchema } from '../records/batch-record.ts';
import { contentKey, contentSchema } from '../records/content-record.ts';
import { getRecord } from '../records/record.ts';
import { overviewPage } from './overview-page.ts';
import { LIVE_SCRIPT } from './page.ts';
import { readMonitors } from './read-monitor.ts';

/** A report brings its own policy, as strict, for when it is opened from disk. */
const POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'unsafe-inline'"],
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

/** Pages that list batches and show reports: reading alone, nothing here changes anything. */
export function dashboard({ records, objects }: Pick<Ports, 'records' | 'objects'>, inputs: string): Hono {
  const app = new Hono();
  app.use(secureHeaders({ contentSecurityPolicy: POLICY, strictTransportSecurity: false }), etag());

  app.get('/', async (c) => c.html(overviewPage(await readMonitors(records), inputs)));
  app.get('/live.js', (c) => c.body(LIVE_SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));

  app.get('/monitors/:monitor/batches/:batch', async (c) => {
    const text = await reportText(c.req.param('monitor'), c.req.param('batch'));
    return text === null ? c.notFound() : c.html(renderHtml(v.parse(reportSchema, JSON.parse(text))));
  });
  app.get('/monitors/:monitor/batches/:batch/report.json', async (c) => {
    const text = await reportText(c.req.param('monitor'), c.req.param('batch'));
    return text === null
      ? c.notFound()
      : c.body(text, 200, { 'Content-Type': 'application/json; charset=utf-8' });
  });
  app.get('/monitors/:monitor/alerts/:alert', async (c) => {
    const views = await readMonitors(records);
    const alerts = views.find((view) => view.monitor.monitor === c.req.param('monitor'))?.alerts ?? [];
    const found = alerts.find(({ alert }) => alert.id === c.req.param('alert'));
    return found ? c.text(`Subject: ${found.alert.subject}\n\n${found.alert.text}\n`) : c.notFound();
  });
  app.notFound((c) => c.text('There is nothing here. The list of monitors is at /.\n', 404));
  return app;

  /** The stored report of a batch, checked against its digest. */
  async function reportText(monitor: string, batchId: string): Promise<string | null> {
    const content = await getRecord(records, contentKey(monitor, batchId), contentSchema);
    if (content === null) return null;
    const batch = await getRecord(records, batchKey(monitor, content.value.batch), batchSchema);
    return batch?.value.state === 'judged' ? readArtifact(objects, batch.value.report) : null;
  }
}
