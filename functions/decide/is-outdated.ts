import type { Records } from '../ports.ts';
import { baselineOf, isSameUpload } from '../records/baseline-record.ts';
import type { JudgedBatch } from '../records/batch-record.ts';
import type { ChampionRecord } from '../records/champion-record.ts';

/** Whether a baseline from another upload has taken charge since it was judged: its verdict answers an old question. */
export async function isOutdated(
  records: Records,
  monitor: string,
  { baseline }: JudgedBatch,
  champion: ChampionRecord | undefined,
): Promise<boolean> {
  if (champion === undefined || champion.baseline === baseline) return false;
  const judgedBy = await baselineOf(records, monitor, baseline);
  const inCharge = await baselineOf(records, monitor, champion.baseline);
  return !isSameUpload(judgedBy.value, inCharge.value);
}
