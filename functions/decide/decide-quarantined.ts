import { raiseAlert } from '../alerting.ts';
import type { Context } from '../context.ts';
import { hashId } from '../hash-id.ts';
import type { Ports } from '../ports.ts';
import { monitorPartition } from '../records/monitor-partition.ts';
import { quarantineSchema } from '../records/quarantine-record.ts';
import { getRecord } from '../records/record.ts';
import type { DecideMessageOf } from './message.ts';
import { listMonitor } from './monitor-row.ts';

/** A file was set aside: people hear of it, once for each time that it was read for another purpose. */
export async function decideQuarantined(
  ports: Ports,
  { places }: Context,
  { monitor, quarantine: sk }: DecideMessageOf<'quarantined'>,
): Promise<void> {
  await listMonitor(ports, monitor);
  const stored = await getRecord(ports.records, { pk: monitorPartition(monitor), sk }, quarantineSchema);
  if (stored === null) throw new Error(`Quarantine ${sk} of monitor ${monitor} is not recorded.`);
  const { kind, key, versionId, since, refusal } = stored.value;
  await raiseAlert(
    ports,
    {
      eventType: 'file.quarantined',
      id: hashId('alert', 'file.quarantined', monitor, sk),
      monitor,
      where: places.monitor(monitor),
      kind,
      file: key,
      versionId,
      refusal,
    },
    since,
    [],
  );
}
