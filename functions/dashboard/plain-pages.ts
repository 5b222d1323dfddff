import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import * as v from 'valibot';
import { renderHtml } from '../../shared/report/render/render-html.ts';
import { reportSchema } from '../../shared/report/report.ts';
import { readArtifact } from '../artifact.ts';
import type { Ports } from '../ports.ts';
import { alertKey, alertRecordSchema, alertSortKey } from '../records/alert-record.ts';
import { batchKey, batchSchema } from '../records/batch-record.ts';
import { contentKey, contentSchema } from '../records/content-record.ts';
import { modelKey, modelSchema } from '../records/model-record.ts';
import { predictionKey, predictionSchema } from '../records/prediction-record.ts';
import { getRecord } from '../records/record.ts';
import { alertPage } from './alert-page.ts';
import { streamOf } from './api/stream.ts';
import { LIVE_SCRIPT } from './live-script.ts';
import { monitorPage, overviewPage } from './overview-page.ts';
import { parseAlertName } from './paths.ts';
import { readMonitor, readMonitors } from './read-monitor.ts';

/** Rows of each kind: on the page of all monitors, and on a monitor's own. Older ones stay in the records. */
const OVERVIEW_ROWS_MAX = 10;
const MONITOR_ROWS_MAX = 500;

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

export interface PlainPagesOptions {
  /** Where files are put, in words. */
  readonly inputs: string;
  /** One line about a page that could not be shown. */
  readonly log: (line: string) => void;
}

/** Pages that list batches and show reports: reading alone, nothing here changes anything. */
export function plainPages(
  { records, objects }: Pick<Ports, 'records' | 'objects'>,
  { inputs, log }: PlainPagesOptions,
): Hono {
  const app = new Hono();
  app.use(secureHeaders({ contentSecurityPolicy: POLICY, strictTransportSecurity: false }), etag());

  app.get('/', async (c) => c.html(overviewPage(await readMonitors(records, OVERVIEW_ROWS_MAX), inputs)));
  app.get('/live.js', (c) => c.body(LIVE_SCRIPT, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));

  app.get('/monitors/:monitor', async (c) => {
    const view = await readMonitor(records, c.req.param('monitor'), MONITOR_ROWS_MAX);
    return view === null ? c.notFound() : c.html(monitorPage(view));
  });
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
  app.get('/monitors/:monitor/batches/:batch/predictions/:model', async (c) => {
    const { monitor, batch, model } = c.req.param();
    const content = await getRecord(records, contentKey(monitor, batch), contentSchema);
    if (content === null) return c.notFound();
    const key = predictionKey(monitor, content.value.batch, model);
    const scored = (await getRecord(records, key, predictionSchema))?.value.scored ?? null;
    if (scored === null) return c.notFound();
    const { body } = await objects.read({ bucket: 'artifacts', key: scored.predictions.key });
    return c.body(streamOf(body), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      // Else one would be made of all of it, in memory.
      ETag: `"${scored.predictions.sha256}"`,
      'Content-Disposition': 'attachment; filename="predictions.csv"',
    });
  });
  app.get('/monitors/:monitor/models/:version', async (c) => {
    const key = modelKey(c.req.param('monitor'), c.req.param('version'));
    const trained = (await getRecord(records, key, modelSchema))?.value.trained ?? null;
    return trained === null ? c.notFound() : c.text(await readArtifact(objects, trained.card));
  });
  app.get('/monitors/:monitor/alerts/:alert', async (c) => {
    const name = parseAlertName(c.req.param('alert'));
    if (name === null) return c.notFound();
    const key = alertKey(c.req.param('monitor'), alertSortKey(name.since, name.id));
    const alert = await getRecord(records, key, alertRecordSchema);
    return alert === null ? c.notFound() : c.html(alertPage(alert.value));
  });

  app.notFound((c) => c.text('There is nothing here. The list of monitors is at /.\n', 404));
  app.onError((error, c) => {
    log(`page ${c.req.path}: ${error.message}`);
    return c.text(`This page cannot be shown: ${error.message}\n`, 500);
  });
  return app;

  /** The stored report of a batch, checked against its digest. */
  async function reportText(monitor: string, batchId: string): Promise<string | null> {
    const content = await getRecord(records, contentKey(monitor, batchId), contentSchema);
    if (content === null) return null;
    const batch = await getRecord(records, batchKey(monitor, content.value.batch), batchSchema);
    return batch?.value.state === 'judged' ? readArtifact(objects, batch.value.report) : null;
  }
}
