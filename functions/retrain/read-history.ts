import type { DataSource } from '../../shared/model/data-source.ts';
import { readRows, type TrainingRows } from '../../shared/model/read-rows.ts';
import type { BaselineProfile } from '../../shared/profile/profile.ts';
import { baselineSource, openBaseline } from '../baseline/open-baseline.ts';
import type { Ports } from '../ports.ts';
import { baselineOf } from '../records/baseline-record.ts';
import type { RetrainRecord } from '../records/retrain-record.ts';

/** Baselines that old rows are taken from, the one in charge first: what is older says ever less. */
const BASELINES_MAX = 5;

/** Rows from before the drift, oldest file first. */
export interface History {
  readonly rows: readonly TrainingRows[];
  /** One for each. */
  readonly sources: readonly DataSource[];
}

/**
 * The rows of the champion's baseline and, where that is a window itself, of those that were in charge before it. They
 * are read with the columns of the new window.
 *
 * @throws ArtifactChanged when one of them is not as it was
 */
export async function readHistory(
  { records, objects }: Pick<Ports, 'records' | 'objects'>,
  monitor: string,
  { champion, trainRowsMax: rowsMax, seed }: RetrainRecord,
  profile: BaselineProfile,
): Promise<History> {
  const rows: TrainingRows[] = [];
  const sources: DataSource[] = [];
  let version: string | null = champion.baseline;
  while (version !== null && rows.length < BASELINES_MAX) {
    const { value: baseline } = await baselineOf(records, monitor, version);
    const chunks = await openBaseline(objects, baseline);
    rows.unshift(await readRows(chunks, profile, { name: baseline.order.key, rowsMax, seed }));
    sources.unshift(baselineSource(baseline));
    version = baseline.window?.parent ?? null;
  }
  return { rows, sources };
}
