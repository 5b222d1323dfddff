import * as v from 'valibot';
import { parseDocument } from '../../shared/profile/json-fields.ts';
import { type Artifact, readArtifact, storeArtifact } from '../artifact.ts';
import { heldOutKey } from '../keys.ts';
import type { Objects, Ports } from '../ports.ts';
import { monitorPartition } from '../records/monitor-partition.ts';
import { queryRecords } from '../records/record.ts';
import { RETRAIN_PREFIX, retrainSchema } from '../records/retrain-record.ts';
import type { BatchRow } from './window-rows.ts';

const SCHEMA_VERSION = 1;

/** The rows that one challenger was judged by, in terms that outlast its window. */
const heldOutSchema = v.object({
  schemaVersion: v.literal(SCHEMA_VERSION),
  /** By the batch's sort key: data rows, the first is 1, ascending. */
  batches: v.record(v.string(), v.array(v.number())),
});

/**
 * Stores which rows of which batches judged a challenger.
 *
 * @param heldOut data rows of the window, the first is 1
 */
export async function storeHeldOut(
  objects: Objects,
  monitor: string,
  version: string,
  heldOut: readonly number[],
  rows: readonly BatchRow[],
): Promise<Artifact> {
  const batches: Record<string, number[]> = {};
  for (const number of heldOut) {
    const { batch, row } = rows[number - 1]!;
    batches[batch] ??= [];
    batches[batch].push(row);
  }
  const document: v.InferOutput<typeof heldOutSchema> = { schemaVersion: SCHEMA_VERSION, batches };
  return storeArtifact(objects, heldOutKey(monitor, version), `${JSON.stringify(document)}\n`);
}

/**
 * Which data rows of a window earlier challengers were judged by: chosen because they did well on these rows, later ones
 * must not be judged by them again. O(retrainings of the monitor).
 *
 * @throws ArtifactChanged
 */
export async function spentRows(
  { records, objects }: Pick<Ports, 'records' | 'objects'>,
  monitor: string,
  rows: readonly BatchRow[],
): Promise<(windowRow: number) => boolean> {
  const needed = new Set(rows.map(({ batch }) => batch));
  const spent = new Map<string, Set<number>>();
  const partition = monitorPartition(monitor);
  for await (const { value } of queryRecords(records, partition, RETRAIN_PREFIX, retrainSchema)) {
    if (value.trained === null) continue;
    const text = await readArtifact(objects, value.trained.heldOut);
    const { batches } = parseDocument(text, heldOutSchema, 'list of held-out rows');
    for (const [batch, judging] of Object.entries(batches)) {
      if (!needed.has(batch)) continue;
      const known = spent.get(batch) ?? new Set();
      spent.set(batch, known);
      for (const row of judging) known.add(row);
    }
  }
  return (windowRow) => {
    const at = rows[windowRow - 1];
    return at !== undefined && spent.get(at.batch)?.has(at.row) === true;
  };
}
