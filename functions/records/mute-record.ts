import * as v from 'valibot';
import type { Ports } from '../ports.ts';
import { monitorPartition } from './monitor-partition.ts';
import { getRecord } from './record.ts';

/** Until when alerts of a monitor are kept and not sent, who wanted that, and why. Those that are critical always are. */
export const muteSchema = v.object({
  until: v.number(),
  reason: v.string(),
  by: v.string(),
  at: v.number(),
});

export type MuteRecord = v.InferOutput<typeof muteSchema>;

export const muteKey = (monitor: string) => ({ pk: monitorPartition(monitor), sk: 'MUTE' });

/** The mute in force; `null` when there is none, or it is over. */
export async function muteOf(
  { records, clock }: Pick<Ports, 'records' | 'clock'>,
  monitor: string,
): Promise<MuteRecord | null> {
  const stored = await getRecord(records, muteKey(monitor), muteSchema);
  return stored !== null && stored.value.until > clock.now() ? stored.value : null;
}
