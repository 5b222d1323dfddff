import * as v from 'valibot';
import { parseSettings } from '../../shared/config/parse-settings.ts';
import { type Settings, settingsSchema } from '../../shared/config/settings.ts';
import { orderSchema } from '../order.ts';
import type { Records } from '../ports.ts';
import { monitorPartition } from './monitor-partition.ts';
import { getRecord, queryRecords } from './record.ts';

/** One version of a monitor's settings, checked when their file landed. */
const settingsRecordSchema = v.object({ order: orderSchema, settings: settingsSchema });

const PREFIX = 'SETTINGS#';

/** Settings as a file is judged by them; `version` is `null` for the defaults of a monitor without a file. */
export interface PinnedSettings {
  readonly version: string | null;
  readonly settings: Settings;
}

/** Versions sort by the time of their upload. */
export const settingsKey = (monitor: string, version: string) => ({
  pk: monitorPartition(monitor),
  sk: `${PREFIX}${version}`,
});

/** The settings uploaded last, or the defaults. */
export async function newestSettings(records: Records, monitor: string): Promise<PinnedSettings> {
  const newest = queryRecords(records, monitorPartition(monitor), PREFIX, settingsRecordSchema, {
    order: 'descending',
    limit: 1,
  });
  for await (const { sk, value } of newest) {
    return { version: sk.slice(PREFIX.length), settings: value.settings };
  }
  return { version: null, settings: parseSettings({}) };
}

/** One version of the settings. */
export async function settingsOf(
  records: Records,
  monitor: string,
  version: string | null,
): Promise<PinnedSettings> {
  if (version === null) return { version, settings: parseSettings({}) };
  const stored = await getRecord(records, settingsKey(monitor, version), settingsRecordSchema);
  if (stored === null) throw new Error(`Settings ${version} of monitor ${monitor} are not recorded.`);
  return { version, settings: stored.value.settings };
}
