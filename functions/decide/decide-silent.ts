import { raiseAlert } from '../alerting.ts';
import type { Context } from '../context.ts';
import { hashId } from '../hash-id.ts';
import type { Ports } from '../ports.ts';
import { lastHeardOf } from '../records/monitor-record.ts';
import type { DecideMessageOf } from './message.ts';
import { changeMonitor, readMonitor } from './monitor-row.ts';

/** No batch came for longer than the settings allow: people hear of it, once a silence. */
export async function decideSilent(
  ports: Ports,
  { places }: Context,
  { monitor, since, expectEvery }: DecideMessageOf<'silent'>,
): Promise<void> {
  const row = await readMonitor(ports, monitor);
  // A batch has come meanwhile, or people know already.
  if (lastHeardOf(row.value) !== since || row.value.silenceTold === since) return;
  await raiseAlert(
    ports,
    {
      eventType: 'data.missing',
      id: hashId('alert', 'data.missing', monitor, since),
      monitor,
      where: places.monitor(monitor),
      lastBatch: row.value.newest?.order.lastModified ?? null,
      expectEvery,
    },
    since,
    [changeMonitor(row, { silenceTold: since })],
  );
}
