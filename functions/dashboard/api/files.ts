import { labelFileWords } from '../../../shared/model/performance-words.ts';
import { parseInputKey } from '../../keys.ts';
import type { Records } from '../../ports.ts';
import { claimKey, claimSchema } from '../../records/claim-record.ts';
import { LABEL_FILE_PREFIX, labelFileSchema } from '../../records/label-file-record.ts';
import { monitorPartition } from '../../records/monitor-partition.ts';
import { PENDING, type PendingFile, pendingSchema } from '../../records/pending-record.ts';
import { QUARANTINE_PREFIX, quarantineSchema } from '../../records/quarantine-record.ts';
import { getRecord, queryRecords } from '../../records/record.ts';
import { listLabelFiles, listSetAside, listUnfinished } from '../wire/files.ts';
import type { ApiContext } from './context.ts';
import { findMonitor } from './find.ts';
import { fileItem, nameOfKey } from './items.ts';
import { listOf, listRecords, mapPage } from './list.ts';
import type { Routes } from './routes.ts';

export function fileRoutes(routes: Routes, { ports: { records } }: ApiContext): void {
  routes.answer(listUnfinished, async ({ params: { monitor }, query }) => {
    await findMonitor(records, monitor);
    const { items, cursor } = listOf(
      await unfinishedFiles(records, monitor),
      ({ claimId }) => claimId,
      query,
    );
    const found = await Promise.all(items.map((file) => unfinishedItem(records, file)));
    return { items: found.filter((item) => item !== null), cursor };
  });

  routes.answer(listSetAside, async ({ params: { monitor }, query }) => {
    await findMonitor(records, monitor);
    const pk = monitorPartition(monitor);
    const page = await listRecords(records, pk, QUARANTINE_PREFIX, quarantineSchema, query);
    return mapPage(page, ({ value: { kind, key, versionId, since, refusal } }) => ({
      ...{ kind, since, code: refusal.code, message: refusal.message },
      file: { key, name: nameOfKey(key), versionId },
    }));
  });

  routes.answer(listLabelFiles, async ({ params: { monitor }, query }) => {
    await findMonitor(records, monitor);
    const pk = monitorPartition(monitor);
    const page = await listRecords(records, pk, LABEL_FILE_PREFIX, labelFileSchema, query);
    return mapPage(page, ({ value }) => {
      const { order, columns, rows, ids, found } = value;
      return { file: fileItem(order), columns, rows, ids, found, sentence: labelFileWords(value) };
    });
  });
}

/** O(unfinished work of all monitors). */
async function unfinishedFiles(records: Records, monitor: string): Promise<PendingFile[]> {
  const files: PendingFile[] = [];
  for await (const { value } of queryRecords(records, PENDING, '', pendingSchema)) {
    if (value.kind === 'file' && value.monitor === monitor) files.push(value);
  }
  return files;
}

/** Null for a file that was finished in this very moment. */
async function unfinishedItem(records: Records, { claimId, since, parked }: PendingFile) {
  const claim = await getRecord(records, claimKey(claimId), claimSchema);
  const key = claim?.value.event.key ?? '';
  const input = parseInputKey(key);
  if (claim === null || input === null) return null;
  const { versionId } = claim.value.event;
  return {
    ...{ kind: input.kind, since, file: { key, name: input.name, versionId } },
    state: parked ? ('waiting' as const) : ('at-work' as const),
  };
}
