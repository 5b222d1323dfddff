import type { ObjectEvent } from '../object-event.ts';
import type { Ports } from '../ports.ts';
import { readingOf } from '../reading-settings.ts';
import { baselineOf } from '../records/baseline-record.ts';
import { championKey, championSchema } from '../records/champion-record.ts';
import { getRecord } from '../records/record.ts';
import { newestSettings } from '../records/settings-record.ts';

/**
 * Has the baseline in charge read again when the newest settings read a CSV differently: another label, another
 * column to ignore. Until that is done, batches are read as before.
 */
export async function readAnewWhenSettingsChanged(ports: Ports, monitor: string): Promise<void> {
  const champion = await getRecord(ports.records, championKey(monitor), championSchema);
  if (champion === null) return;
  const { value: baseline } = await baselineOf(ports.records, monitor, champion.value.baseline);
  const { version, settings } = await newestSettings(ports.records, monitor);
  if (version === null || readingOf(settings) === baseline.reading) return;
  // With the sequencer its place in the order stays the same: it is the same upload, or the newest of a window.
  const { key, versionId, sequencer } = baseline.order;
  const event: ObjectEvent = {
    bucket: 'inputs',
    key,
    versionId,
    reprofileFor: version,
    ...(baseline.window !== null && { window: baseline.version }),
    ...(sequencer !== undefined && { sequencer }),
  };
  await ports.queue.send('baseline', JSON.stringify(event));
}
