import { loadModel } from '../../../shared/model/model-document.ts';
import { type Evidence, evidenceFromJson } from '../../../shared/model/retrain/evidence.ts';
import { readArtifact } from '../../artifact.ts';
import {
  BASELINE_PREFIX,
  type BaselineRecord,
  baselineKey,
  baselineSchema,
} from '../../records/baseline-record.ts';
import { championKey, championSchema } from '../../records/champion-record.ts';
import { MODEL_PREFIX, type ModelRecord, modelSchema } from '../../records/model-record.ts';
import { monitorPartition } from '../../records/monitor-partition.ts';
import { getRecord, queryRecords, type Stored } from '../../records/record.ts';
import { RETRAIN_PREFIX, retrainKey, retrainSchema } from '../../records/retrain-record.ts';
import { getModel, type Lineage, listBaselines, listModels } from '../wire/models.ts';
import { listRetrainings } from '../wire/retrainings.ts';
import type { ApiContext } from './context.ts';
import { findModel, findMonitor } from './find.ts';
import { baselineItem, championItem, modelItem, retrainingItem } from './items.ts';
import { listOf, listRecords, mapPage } from './list.ts';
import { type Routes, tagged, tagOf } from './routes.ts';

/** Baselines that a model's lineage goes back over. */
const ANCESTORS_MAX = 50;

export function modelRoutes(routes: Routes, { ports: { records, objects } }: ApiContext): void {
  routes.answer(listModels, async ({ params: { monitor }, query }) => {
    await findMonitor(records, monitor);
    const pk = monitorPartition(monitor);
    const all: ModelRecord[] = [];
    for await (const { value } of queryRecords(records, pk, MODEL_PREFIX, modelSchema)) all.push(value);
    all.sort((a, b) => b.requested - a.requested);
    const champion = await getRecord(records, championKey(monitor), championSchema);
    return {
      champion: champion && championItem(champion),
      ...mapPage(
        listOf(all, ({ version }) => version, query),
        modelItem,
      ),
    };
  });

  routes.answer(getModel, async ({ params: { monitor, model: version } }) => {
    const { value: model, rev } = await findModel(records, monitor, version);
    return tagged(tagOf(version, rev), async () => {
      const { trained, retrain, baseline } = model;
      const document = trained && loadModel(await readArtifact(objects, trained.document)).document;
      return {
        model: modelItem(model),
        card: trained && (await readArtifact(objects, trained.card)),
        evaluation: document && evaluationOf(document.evaluation.metrics),
        importance: document === null ? [] : byImportance(document),
        evidence: retrain === null ? null : await evidenceOf(monitor, retrain),
        lineage: [modelInLineage(model), ...(await ancestry(monitor, baseline))],
      };
    });
  });

  routes.answer(listBaselines, async ({ params: { monitor }, query }) => {
    await findMonitor(records, monitor);
    const pk = monitorPartition(monitor);
    const page = await listRecords(records, pk, BASELINE_PREFIX, baselineSchema, query);
    return mapPage(page, ({ value }) => baselineItem(value));
  });

  routes.answer(listRetrainings, async ({ params: { monitor }, query }) => {
    await findMonitor(records, monitor);
    const pk = monitorPartition(monitor);
    const page = await listRecords(records, pk, RETRAIN_PREFIX, retrainSchema, query);
    return mapPage(page, ({ value }) => retrainingItem(value));
  });

  async function evidenceOf(monitor: string, retrain: string): Promise<Evidence | null> {
    const stored = await getRecord(records, retrainKey(monitor, retrain), retrainSchema);
    const evidence = stored?.value.trained?.evidence ?? null;
    return evidence && evidenceFromJson(await readArtifact(objects, evidence));
  }

  /** The baseline that a model is made of, and where that is rows of batches, the one that was in charge then. */
  async function ancestry(monitor: string, baseline: string): Promise<Lineage> {
    const lineage: Lineage = [];
    let version: string | null = baseline;
    while (version !== null && lineage.length < ANCESTORS_MAX) {
      const stored: Stored<BaselineRecord> | null = await getRecord(
        records,
        baselineKey(monitor, version),
        baselineSchema,
      );
      if (stored === null) break;
      lineage.push(baselineInLineage(stored.value));
      version = stored.value.window?.parent ?? null;
    }
    return lineage;
  }
}

type Document = ReturnType<typeof loadModel>['document'];

function evaluationOf({ accuracy, rocAuc, logLoss, brier, confusion }: Document['evaluation']['metrics']) {
  return { accuracy, rocAuc, logLoss, brier, confusion };
}

function byImportance({ inputs, importance }: Document) {
  return inputs
    .map(({ name }, i) => ({ name, importance: importance[i] ?? 0 }))
    .sort((a, b) => b.importance - a.importance);
}

function modelInLineage({ version, kind, trained }: ModelRecord): Lineage[number] {
  const { document, rows } = trained ?? {};
  return { what: 'model', name: kind, version, sha256: document?.sha256 ?? null, rows: rows ?? null };
}

function baselineInLineage({ version, order, sha256, rows, window }: BaselineRecord): Lineage[number] {
  return window === null
    ? { what: 'upload', name: order.key, version, sha256, rows }
    : { what: 'labelled-rows', name: window.artifact.key, version, sha256, rows };
}
