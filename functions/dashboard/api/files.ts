import { labelFileWords } from '../../../shared/model/performance-words.ts';
import { LABEL_FILE_PREFIX, labelFileSchema } from '../../records/label-file-record.ts';
import { monitorPartition } from '../../records/monitor-partition.ts';
import { QUARANTINE_PREFIX, quarantineSchema } from '../../records/quarantine-record.ts';
import { listLabelFiles, listSetAside } from '../wire/files.ts';
import type { ApiContext } from './context.ts';
import { findMonitor } from './find.ts';
import { fileItem, nameOfKey } from './items.ts';
import { listRecords, mapPage } from './list.ts';
import type { Routes } from './routes.ts';

export function fileRoutes(routes: Routes, { ports: { records } }: ApiContext): void {
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
