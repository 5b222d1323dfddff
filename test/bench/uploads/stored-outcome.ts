import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../functions/adapters/local/clock.ts';
import { openDatabase } from '../../../functions/adapters/local/database.ts';
import { LocalObjects } from '../../../functions/adapters/local/objects.ts';
import { LocalQueue } from '../../../functions/adapters/local/queue.ts';
import { LocalRecords } from '../../../functions/adapters/local/records.ts';
import type { Objects } from '../../../functions/ports.ts';
import { BATCH_PREFIX, batchSchema } from '../../../functions/records/batch-record.ts';
import { monitorPartition } from '../../../functions/records/monitor-partition.ts';
import { queryRecords } from '../../../functions/records/record.ts';
import type { BatchFiles } from './batch-files.ts';

export interface StoredOutcome {
  /** Batches of which the verdict is drift. */
  readonly drifted: number;
  readonly alerts: number;
}

/**
 * What a run that has ended left in its state folder.
 *
 * @throws Error when a batch has no record, decision or report, or more than one, or when work was left undone
 */
export async function storedOutcome(state: string, files: BatchFiles): Promise<StoredOutcome> {
  const database = openDatabase(join(state, 'driftline.db'));
  try {
    const records = new LocalRecords(database);
    const uploads = new Set<string>();
    const reports = new Set<string>();
    const count = { records: 0, decided: 0, drifted: 0 };
    for (const monitor of files.monitors) {
      const batches = queryRecords(records, monitorPartition(monitor), BATCH_PREFIX, batchSchema);
      for await (const { value } of batches) {
        count.records++;
        uploads.add(value.order.key);
        if (value.state !== 'judged') continue;
        reports.add(value.report.key);
        if (value.decision !== null) count.decided++;
        if (value.verdict === 'drift') count.drifted++;
      }
    }
    const objects = new LocalObjects(database, join(state, 'objects'), systemClock);
    const stored = await countStored(objects, 'reports/');
    const left = new LocalQueue(database, systemClock).deadLetters().length;
    const pending = (await records.query('PENDING', '')).records.length;
    const wrong = Object.entries({
      'records of batches': count.records,
      'uploads that have one': uploads.size,
      'reports that they name': reports.size,
      'reports stored': stored,
      'batches decided': count.decided,
    }).filter(([, found]) => found !== files.batches.length);
    if (wrong.length > 0 || left > 0 || pending > 0) {
      const found = wrong.map(([what, many]) => `${many} ${what}`).join(', ');
      throw new Error(
        `Of ${files.batches.length} batches: ${found}; ${left} dead letters, ${pending} pending.`,
      );
    }
    const alerts = readdirSync(join(state, 'alerts')).filter((name) => name.endsWith('.txt')).length;
    return { drifted: count.drifted, alerts };
  } finally {
    database.close();
  }
}

async function countStored(objects: Pick<Objects, 'list'>, prefix: string): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await objects.list('artifacts', prefix, cursor === undefined ? {} : { cursor });
    count += page.objects.length;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return count;
}
