import { readCsv } from '../../shared/csv/read-csv.ts';
import type { Ports } from '../ports.ts';
import { openInput } from '../read-input.ts';
import { type JudgedBatch, judgedBatchOf } from '../records/batch-record.ts';
import { monitorPartition } from '../records/monitor-partition.ts';
import { PREDICTION_PREFIX, predictionSchema } from '../records/prediction-record.ts';
import { queryRecords } from '../records/record.ts';
import type { Ids } from './count-labels.ts';

/** Batches that answers are looked for in, newest first: reading them takes minutes, and a try has fifteen. */
const BATCHES_LOOKED_AT_MAX = 500;

/** A batch that has some of the ids, and the models that scored it. */
export interface ScoredBatch {
  readonly batch: string;
  readonly models: readonly string[];
  readonly order: JudgedBatch['order'];
}

/**
 * The newest scored batches that have some of these ids. O(their bytes).
 *
 * @param column of the batches, with the ids
 * @returns `found`, how many of the ids any of them has
 */
export async function findScored(
  ports: Pick<Ports, 'records' | 'objects'>,
  monitor: string,
  column: string,
  ids: Ids,
): Promise<{ batches: ScoredBatch[]; found: number }> {
  const batches: ScoredBatch[] = [];
  const found = new Set<string>();
  for (const [batch, models] of await newestScored(ports, monitor)) {
    const { order } = await judgedBatchOf(ports.records, monitor, batch);
    const { key, versionId } = order;
    const { chunks } = await openInput(ports.objects, { bucket: 'inputs', key, versionId });
    const { header, blocks } = await readCsv(chunks, { name: key });
    const at = header.indexOf(column);
    let hits = 0;
    for await (const block of blocks) {
      if (at === -1) break;
      for (const id of block.columns[at]!) {
        if (id === null || !ids.has(id)) continue;
        hits++;
        found.add(id);
      }
    }
    if (hits > 0) batches.push({ batch, models, order });
  }
  return { batches, found: found.size };
}

/** By the batch's sort key, newest first: the models that scored it. */
async function newestScored({ records }: Pick<Ports, 'records'>, monitor: string) {
  const models = new Map<string, string[]>();
  const newestFirst = { order: 'descending' } as const;
  const partition = monitorPartition(monitor);
  for await (const { value } of queryRecords(
    records,
    partition,
    PREDICTION_PREFIX,
    predictionSchema,
    newestFirst,
  )) {
    if (value.scored === null) continue;
    const known = models.get(value.batch);
    if (known !== undefined) known.push(value.model);
    else if (models.size === BATCHES_LOOKED_AT_MAX) break;
    else models.set(value.batch, [value.model]);
  }
  return models;
}
