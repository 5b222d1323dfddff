import { raiseAlert } from '../alerting.ts';
import type { Context } from '../context.ts';
import { hashId } from '../hash-id.ts';
import type { Ports } from '../ports.ts';
import { championKey } from '../records/champion-record.ts';
import type { DecideMessageOf } from './message.ts';
import { changeMonitor, readMonitor } from './monitor-row.ts';

/** Batches have been waiting for a baseline for long: people hear of it, once a monitor. */
export async function decideWaiting(
  ports: Ports,
  { places }: Context,
  { monitor, file, since }: DecideMessageOf<'waiting'>,
): Promise<void> {
  if ((await ports.records.get(championKey(monitor))) !== null) return;
  const row = await readMonitor(ports, monitor);
  if (row.value.waitingTold) return;
  await raiseAlert(
    ports,
    {
      eventType: 'baseline.missing',
      id: hashId('alert', 'baseline.missing', monitor),
      monitor,
      where: places.monitor(monitor),
      file,
      since,
    },
    since,
    [changeMonitor(row, { waitingTold: true })],
  );
}
