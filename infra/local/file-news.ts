import { claimIdOf } from '../../functions/claim.ts';
import { type ObjectEvent, parseObjectEvent } from '../../functions/object-event.ts';
import type { Records } from '../../functions/ports.ts';
import { claimKey, claimSchema } from '../../functions/records/claim-record.ts';
import { LABEL_FILE_PREFIX, labelFileSchema } from '../../functions/records/label-file-record.ts';
import { monitorPartition } from '../../functions/records/monitor-partition.ts';
import { getRecord, queryRecords } from '../../functions/records/record.ts';
import type { LabelFileInWords } from '../../shared/model/performance-words.ts';
import type { News } from './news.ts';

/** Of a file that nothing is decided about. */
export async function newsOfFile(records: Records, body: string): Promise<News | null> {
  const event = parseObjectEvent(body);
  const claim = await getRecord(records, claimKey(claimIdOf(event)), claimSchema);
  if (claim === null) return null;
  const { state, monitor } = claim.value;
  if (state === 'duplicate') return { kind: 'duplicate', monitor, key: event.key };
  return state === 'waiting-for-baseline' ? { kind: 'waiting', monitor, key: event.key } : null;
}

/** What a file with labels brought; `null` when it was not taken in. Files are few, and the newest is the one. */
export async function labelFileOf(
  records: Records,
  monitor: string,
  { key, versionId }: ObjectEvent,
): Promise<LabelFileInWords | null> {
  const newestFirst = { order: 'descending' } as const;
  const pk = monitorPartition(monitor);
  for await (const { value } of queryRecords(records, pk, LABEL_FILE_PREFIX, labelFileSchema, newestFirst)) {
    const { order, ids, found, empty, duplicates, conflicts } = value;
    if (order.key === key && order.versionId === versionId) {
      return { ids, found, empty, duplicates, conflicts };
    }
  }
  return null;
}
