import type { Ports } from '../ports.ts';
import { type MuteRecord, muteKey, muteSchema } from '../records/mute-record.ts';
import { getRecord, putRecord } from '../records/record.ts';
import type { DecideMessageOf } from './message.ts';

/** Somebody mutes a monitor until a time, or ends that. What was asked last holds, however late a message comes. */
export async function muteMonitor(
  { records }: Ports,
  { monitor, until, reason, by, at }: DecideMessageOf<'mute'>,
): Promise<void> {
  const stored = await getRecord(records, muteKey(monitor), muteSchema);
  if (stored !== null && stored.value.at > at) return;
  const mute: MuteRecord = { until, reason, by, at };
  await records.transact([putRecord(muteKey(monitor), mute)]);
}
