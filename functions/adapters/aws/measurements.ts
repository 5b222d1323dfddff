import type { MetricName } from '../../metrics.ts';
import type { Write } from '../../ports.ts';
import { BATCH_PREFIX, type BatchRecord } from '../../records/batch-record.ts';
import { monitorPartition } from '../../records/monitor-partition.ts';
import { QUARANTINE_PREFIX } from '../../records/quarantine-record.ts';

export interface Measurement {
  readonly name: MetricName;
  readonly value: number;
  readonly monitor?: string;
}

/** What writes that have just succeeded say of the work done. */
export function measurementsOf(writes: readonly Write[], now: number): Measurement[] {
  return writes.flatMap((write): Measurement[] => {
    if (write.op === 'delete') return [];
    const monitor = write.pk.slice(monitorPartition('').length);
    if (write.sk.startsWith(QUARANTINE_PREFIX)) return [{ name: 'FilesQuarantined', value: 1, monitor }];
    // Put first by `detect`; `decide` puts its decision into it later.
    if (!write.sk.startsWith(BATCH_PREFIX) || write.when !== 'absent') return [];
    const batch = JSON.parse(write.json) as BatchRecord;
    if (batch.state !== 'judged') return [];
    return [
      { name: 'BatchesJudged', value: 1, monitor },
      { name: 'BatchesDrifted', value: batch.verdict === 'drift' ? 1 : 0, monitor },
      { name: 'UploadToVerdict', value: Math.max(0, now - batch.order.lastModified), monitor },
    ];
  });
}
