import * as v from 'valibot';
import { renderCsv } from '../../../shared/report/render/render-csv.ts';
import { renderHtml } from '../../../shared/report/render/render-html.ts';
import { type Report, reportSchema } from '../../../shared/report/report.ts';
import { certaintyLines } from '../../../shared/report/words/certainty-words.ts';
import { explanation, headline } from '../../../shared/report/words/verdict-words.ts';
import { shorten } from '../../../shared/text/safe-text.ts';
import { readArtifact } from '../../artifact.ts';
import { BATCH_PREFIX, batchSchema, type JudgedBatch } from '../../records/batch-record.ts';
import { monitorPartition } from '../../records/monitor-partition.ts';
import { type PredictionRecord, predictionKey, predictionSchema } from '../../records/prediction-record.ts';
import { getRecord, queryRecords, type Stored } from '../../records/record.ts';
import {
  downloadPredictions,
  downloadReportCsv,
  downloadReportHtml,
  downloadReportJson,
  getBatch,
  getFeature,
  listBatches,
} from '../wire/batches.ts';
import type { ApiContext } from './context.ts';
import { findBatch, findMonitor } from './find.ts';
import { batchItem, judgedItem } from './items.ts';
import { listRecords, mapPage } from './list.ts';
import { problem } from './problem.ts';
import { type FileAnswer, type Routes, tagged, tagOf } from './routes.ts';
import { streamOf } from './stream.ts';

/** A report brings the same policy, for when it is opened from disk; as an answer it may not be framed either. */
const REPORT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function batchRoutes(routes: Routes, { ports, fileBytesMax }: ApiContext): void {
  const { records, objects } = ports;

  routes.answer(listBatches, async ({ params: { monitor }, query }) => {
    await findMonitor(records, monitor);
    const page = await listRecords(records, monitorPartition(monitor), BATCH_PREFIX, batchSchema, query);
    return mapPage(page, ({ value }) => batchItem(value));
  });

  routes.answer(getBatch, async ({ params: { monitor, batch: id } }) => {
    const batch = await findBatch(records, monitor, id);
    const predictions = await predictionsOf(monitor, batch);
    const revisions = [batch, ...predictions].flatMap(({ sk, rev }) => [sk, rev]);
    return tagged(tagOf(batch.value.report.sha256, ...revisions), async () => {
      const report = await reportOf(batch.value);
      return {
        batch: judgedItem(batch.value),
        report,
        headline: headline(report),
        explanation: explanation(report),
        certainty: certaintyLines(report),
        predictions: predictions.map(({ value: { model, scored, refusal, changes } }) => ({
          model,
          rows: scored?.rows ?? null,
          drifted: scored?.drifted ?? null,
          refusal: refusal?.message ?? null,
          changed: changedItem(changes),
        })),
      };
    });
  });

  routes.answer(getFeature, async ({ params: { monitor, batch: id }, query: { feature: name } }) => {
    const { value: batch, sk, rev } = await findBatch(records, monitor, id);
    return tagged(tagOf(batch.report.sha256, sk, rev, name), async () => {
      const { features } = await reportOf(batch);
      const i = features.findIndex((feature) => feature.name === name);
      const feature = features[i];
      if (feature === undefined) {
        throw problem(
          404,
          'no-feature',
          `No feature "${shorten(name)}" was tested in this batch. Its report names those that were.`,
          'feature',
        );
      }
      return {
        batch: judgedItem(batch),
        feature,
        place: i + 1,
        of: features.length,
        stronger: features[i - 1]?.name ?? null,
        weaker: features[i + 1]?.name ?? null,
      };
    });
  });

  const reportFile = (
    endpoint: typeof downloadReportHtml | typeof downloadReportJson | typeof downloadReportCsv,
    ending: string,
    answer: (batch: JudgedBatch) => Pick<FileAnswer, 'type' | 'headers' | 'make'> & { shown?: true },
  ) =>
    routes.file(endpoint, async ({ params: { monitor, batch: id } }) => {
      const { value } = await findBatch(records, monitor, id);
      const { shown, ...file } = answer(value);
      const name = `${monitor}-${value.batchId.slice(0, 8)}-report.${ending}`;
      return { ...file, tag: tagOf(value.report.sha256, ending), ...(shown !== true && { name }) };
    });

  reportFile(downloadReportHtml, 'html', (batch) => ({
    type: 'text/html; charset=utf-8',
    headers: { 'Content-Security-Policy': REPORT_POLICY },
    make: async () => renderHtml(await reportOf(batch)),
    shown: true,
  }));
  reportFile(downloadReportJson, 'json', (batch) => ({
    type: 'application/json; charset=utf-8',
    make: () => readArtifact(objects, batch.report),
  }));
  reportFile(downloadReportCsv, 'csv', (batch) => ({
    type: 'text/csv; charset=utf-8',
    make: async () => renderCsv(await reportOf(batch)),
  }));

  routes.file(downloadPredictions, async ({ params: { monitor, batch: id, model } }) => {
    const batch = await findBatch(records, monitor, id);
    const stored = await getRecord(records, predictionKey(monitor, batch.sk, model), predictionSchema);
    const predictions = stored?.value.scored?.predictions ?? null;
    if (predictions === null) {
      throw problem(404, 'no-predictions', 'That model has not scored this batch. See which models have.');
    }
    const ref = { bucket: 'artifacts', key: predictions.key } as const;
    const { size } = fileBytesMax === null ? { size: 0 } : await objects.head(ref);
    if (fileBytesMax !== null && size > fileBytesMax) {
      throw problem(
        413,
        'too-large',
        `These predictions have ${size} bytes, and an answer here at most ${fileBytesMax}. Copy ${predictions.key} from the artifacts bucket.`,
      );
    }
    return {
      type: 'text/csv; charset=utf-8',
      tag: predictions.sha256,
      name: `${monitor}-${id.slice(0, 8)}-predictions.csv`,
      make: async () => streamOf((await objects.read(ref)).body),
    };
  });

  async function reportOf({ report }: JudgedBatch): Promise<Report> {
    return v.parse(reportSchema, JSON.parse(await readArtifact(objects, report)));
  }

  async function predictionsOf(monitor: string, { sk }: Stored<JudgedBatch>) {
    const { pk, sk: prefix } = predictionKey(monitor, sk, '');
    const all = [];
    for await (const one of queryRecords(records, pk, prefix, predictionSchema)) all.push(one);
    return all;
  }
}

function changedItem(changes: PredictionRecord['changes']) {
  const compared = changes?.compared ?? null;
  if (changes === null || compared === null) return null;
  return { against: changes.against, rows: compared.rows, changed: compared.changed };
}
