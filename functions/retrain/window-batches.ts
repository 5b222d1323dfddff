import { TrainingError } from '../../shared/model/model-kind.ts';
import { formatCount } from '../../shared/report/words/numbers.ts';
import { shorten } from '../../shared/text/safe-text.ts';
import { compareOrder } from '../order.ts';
import type { Records } from '../ports.ts';
import { BATCH_PREFIX, batchSchema, type JudgedBatch } from '../records/batch-record.ts';
import { monitorPartition } from '../records/monitor-partition.ts';
import { queryRecords } from '../records/record.ts';
import type { RetrainRecord } from '../records/retrain-record.ts';

/** Batches that rows are taken from, newest first: each is read twice, and a try has fifteen minutes. */
const BATCHES_MAX = 500;
/** Their rows, of which ids and answers are held: below a gigabyte. */
const ROWS_MAX = 2_000_000;

/** A batch with its sort key. */
export interface WindowBatch {
  readonly sk: string;
  readonly batch: JudgedBatch;
}

/**
 * The batches since a drift began, oldest first; without an incident those since the baseline in charge. Batches that
 * came late, out of their order, are left out, and so are those that nothing was decided about yet. O(batches since).
 *
 * @throws TrainingError when the newest of them alone is too large
 */
export async function windowBatches(
  records: Records,
  monitor: string,
  { since, incident }: Pick<RetrainRecord, 'since' | 'incident'>,
): Promise<WindowBatch[]> {
  const batches: WindowBatch[] = [];
  let rows = 0;
  const newestFirst = { order: 'descending' } as const;
  const partition = monitorPartition(monitor);
  for await (const { sk, value } of queryRecords(
    records,
    partition,
    BATCH_PREFIX,
    batchSchema,
    newestFirst,
  )) {
    if (value.order.lastModified < since.lastModified) break;
    if (value.state !== 'judged' || value.decision === null || value.decision.counted === 'late') continue;
    // The baseline in charge may be made of batches, and then its place is that of the newest of them.
    const place = compareOrder(value.order, since);
    if (incident === null ? place <= 0 : place < 0) continue;
    rows += value.rows;
    if (batches.length === 0) requireFitting(value);
    if (batches.length === BATCHES_MAX || rows > ROWS_MAX) break;
    batches.push({ sk, batch: value });
  }
  return batches.sort((a, b) => compareOrder(a.batch.order, b.batch.order));
}

/** Otherwise people would be asked for labels that they have given already. */
function requireFitting({ rows, order }: JudgedBatch): void {
  if (rows <= ROWS_MAX) return;
  throw new TrainingError(
    `${shorten(order.key)} has ${formatCount(rows)} rows, and a model is retrained on batches of at most ${formatCount(ROWS_MAX)}. Upload batches in parts.`,
  );
}
