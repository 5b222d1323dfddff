import { countLabelled } from '../../functions/decide/count-labelled.ts';
import { openIncident } from '../../functions/decide/open-incident.ts';
import type { Records } from '../../functions/ports.ts';
import { baselineOf } from '../../functions/records/baseline-record.ts';
import { championKey, championSchema } from '../../functions/records/champion-record.ts';
import { monitorPartition } from '../../functions/records/monitor-partition.ts';
import { monitorKey, monitorSchema } from '../../functions/records/monitor-record.ts';
import { getRecord, queryRecords } from '../../functions/records/record.ts';
import { RETRAIN_PREFIX, retrainOf, retrainSchema } from '../../functions/records/retrain-record.ts';
import { newestSettings } from '../../functions/records/settings-record.ts';
import { durationMs } from '../../functions/sweep/duration.ts';

/** What keeps a monitor's model from being retrained, or the retrained one from taking charge. */
export type WaitsFor =
  /** More rows since the drift began of which the answer is known. */
  | {
      readonly for: 'labels';
      readonly labelledRows: number;
      readonly missingRows: number;
      /** Of these, at least so many of a class. */
      readonly missingByClass: readonly { readonly class: string; readonly rows: number }[];
      readonly label: string | null;
      /** Column that tells rows apart; without one the answers have to come in the batches. */
      readonly idColumn: string | null;
    }
  /** The pause between two tries. `until` is in milliseconds since 1970. */
  | { readonly for: 'cooldown'; readonly until: number; readonly cooldown: string }
  /** Somebody who says that the data is right, broken as it looks. */
  | { readonly for: 'trust'; readonly reasons: readonly string[] }
  /** Somebody who puts the challenger in charge. */
  | { readonly for: 'approval'; readonly model: string };

/**
 * What retraining a monitor's model waits for; `null` when nothing is to be retrained, or it is being done. Answers that
 * are missing count from the first of them on, or when people have been told: at first they are on their way.
 */
export async function retrainingWaits(
  records: Records,
  monitor: string,
  now: number,
): Promise<WaitsFor | null> {
  const stored = await getRecord(records, monitorKey(monitor), monitorSchema);
  const champion = await getRecord(records, championKey(monitor), championSchema);
  if (stored === null || champion === null || champion.value.model === null) return null;
  const { underWay, awaiting, broken, holdTold, rowsWanted, labelsTold, lastEnded, putOff } =
    stored.value.retraining;
  if (underWay !== null) return null;
  if (awaiting !== null) {
    const { trained } = (await retrainOf(records, monitor, awaiting)).value;
    return trained && { for: 'approval', model: trained.model };
  }
  const incident = await openIncident(records, { stored, value: stored.value });
  const { mode, cooldown } = (await newestSettings(records, monitor)).settings.retrain;
  if (incident === null || mode === 'off') return null;
  if (broken.length > 0) return holdTold ? { for: 'trust', reasons: broken } : null;
  const labelledRows = await countLabelled(records, monitor, incident.value.firstBatch);
  const missingRows = rowsWanted - labelledRows;
  if (missingRows > 0) {
    if (labelledRows === 0 && !labelsTold) return null;
    const { label, id } = (await baselineOf(records, monitor, champion.value.baseline)).value;
    const missingByClass = await missingClasses(records, monitor, missingRows);
    return { for: 'labels', labelledRows, missingRows, missingByClass, label, idColumn: id };
  }
  const until = (lastEnded ?? 0) + durationMs(cooldown);
  return putOff && now < until ? { for: 'cooldown', until, cooldown } : null;
}

/** As the last try found them, as long as no answer has come since. */
async function missingClasses(records: Records, monitor: string, missingRows: number) {
  const newest = { order: 'descending', limit: 1 } as const;
  const tries = queryRecords(records, monitorPartition(monitor), RETRAIN_PREFIX, retrainSchema, newest);
  for await (const { value } of tries) {
    const { state, missing } = value;
    return state === 'waiting-for-labels' && missing?.missingRows === missingRows
      ? missing.missingByClass
      : [];
  }
  return [];
}
