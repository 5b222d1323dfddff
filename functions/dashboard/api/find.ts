import { shorten } from '../../../shared/text/safe-text.ts';
import type { Records } from '../../ports.ts';
import { batchKey, batchSchema, type JudgedBatch } from '../../records/batch-record.ts';
import { type ChampionRecord, championKey, championSchema } from '../../records/champion-record.ts';
import { contentKey, contentSchema } from '../../records/content-record.ts';
import { type ModelRecord, modelKey, modelSchema } from '../../records/model-record.ts';
import { type MonitorRecord, monitorKey, monitorSchema } from '../../records/monitor-record.ts';
import { getRecord, type Stored } from '../../records/record.ts';
import { problem } from './problem.ts';

/** What an address names, or a sentence that there is no such thing. */

export async function findMonitor(records: Records, monitor: string): Promise<Stored<MonitorRecord>> {
  const found = await getRecord(records, monitorKey(monitor), monitorSchema);
  if (found !== null) return found;
  throw problem(
    404,
    'no-monitor',
    `There is no monitor "${shorten(monitor)}". Upload a baseline for it to make it, or see the list of monitors.`,
  );
}

export async function findBatch(records: Records, monitor: string, id: string): Promise<Stored<JudgedBatch>> {
  const content = await getRecord(records, contentKey(monitor, id), contentSchema);
  const batch = content && (await getRecord(records, batchKey(monitor, content.value.batch), batchSchema));
  if (batch?.value.state === 'judged') return { ...batch, value: batch.value };
  throw problem(
    404,
    'no-batch',
    `Monitor "${shorten(monitor)}" has judged no batch ${shorten(id)}. The list of its batches names them.`,
  );
}

export async function findModel(
  records: Records,
  monitor: string,
  version: string,
): Promise<Stored<ModelRecord>> {
  const model = await getRecord(records, modelKey(monitor, version), modelSchema);
  if (model !== null) return model;
  throw problem(
    404,
    'no-model',
    `Monitor "${shorten(monitor)}" has no model ${shorten(version)}. The list of its models names them.`,
  );
}

export async function findChampion(records: Records, monitor: string): Promise<Stored<ChampionRecord>> {
  const champion = await getRecord(records, championKey(monitor), championSchema);
  if (champion !== null) return champion;
  await findMonitor(records, monitor);
  throw problem(
    409,
    'no-baseline',
    `Monitor "${monitor}" has no baseline yet. Upload the data that its model learned from.`,
  );
}
