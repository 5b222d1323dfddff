import type { Settings } from '../../shared/config/settings.ts';
import { compareOrder, type Order } from '../order.ts';
import type { Ports } from '../ports.ts';
import { BATCH_PREFIX, batchSchema, type JudgedBatch } from '../records/batch-record.ts';
import { INCIDENT_PREFIX, incidentSchema } from '../records/incident-record.ts';
import { monitorPartition } from '../records/monitor-partition.ts';
import { queryRecords } from '../records/record.ts';
import { settingsOf } from '../records/settings-record.ts';
import { SecondJudge } from './judge-again.ts';
import {
  type Course,
  NOTHING_DECIDED,
  type Outcome,
  type WalkedBatch,
  walkIncidents,
} from './walk-incidents.ts';

/** How far the reading of all batches, or of a baseline that has to be profiled anew, has come. */
interface ReplayProgress {
  readonly of: 'batches' | 'baseline';
  readonly rows: number;
  readonly rowsTotal: number;
}

export interface ReplayOptions {
  readonly monitor: string;
  /** The settings to try. */
  readonly settings: Settings;
  /** Try them on this many of the newest batches, as if they had come into force then; on all without it. */
  readonly last?: number | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReplayProgress) => void;
}

export interface ReplayedBatch {
  readonly batch: JudgedBatch;
  readonly before: Outcome;
  readonly after: Outcome;
}

/** What the settings in force said of a monitor's batches, and what others would have said. */
export interface Replay {
  /** Oldest first. */
  readonly batches: readonly ReplayedBatch[];
  readonly before: Course;
  readonly after: Course;
  /** Retrained models that took charge after one of these batches and ended its incident. */
  readonly promotions: number;
  /** The settings that the batches were judged by, each once, oldest first. */
  readonly settingsBefore: readonly Settings[];
}

/**
 * Judges a monitor's stored batches again by other settings, and takes both verdicts through the incident policy, in
 * the order of their uploads. Writes nothing, so it may run beside everything else. Each batch is compared
 * with the baseline that it was judged by, and retrained models take charge when they did: whether they would have been
 * trained under the other settings, nobody knows. O(bytes of the batches).
 *
 * @throws what `SecondJudge.judge` throws
 * @example
 * const { before, after } = await replay(ports, { monitor: 'churn', settings, signal, onProgress });
 * `${before.alerts} alerts → ${after.alerts}`; // '9 alerts → 2'
 */
export async function replay(
  ports: Pick<Ports, 'objects' | 'records'>,
  { monitor, settings, last, signal, onProgress }: ReplayOptions,
): Promise<Replay> {
  const all = await judgedBatches(ports, monitor);
  const from = last === undefined ? 0 : Math.max(0, all.length - last);
  const promotions = await promotionsAfter(ports, monitor);
  const walked = ({ batchId, order, alert, decision }: JudgedBatch, outcome: Outcome): WalkedBatch => ({
    batchId,
    order,
    outcome,
    // Of a drifting one the record tells; a quiet one changes little.
    outdated: alert && decision?.counted === 'neither',
    promotion: promotions.some((after) => compareOrder(after, order) === 0),
  });
  const earlier = all.slice(0, from).map((batch) => walked(batch, asRecorded(batch)));
  const chosen = all.slice(from);

  const judge = new SecondJudge(ports, monitor, settings);
  const rowsTotal = chosen.reduce((sum, { rows }) => sum + rows, 0);
  const batches: ReplayedBatch[] = [];
  let rowsBefore = 0;
  for (const batch of chosen) {
    signal.throwIfAborted();
    const after = await judge.judge(batch, {
      signal,
      onRows: (rows) => onProgress({ of: 'batches', rows: rowsBefore + rows, rowsTotal }),
      onBaselineRows: (rows, of) => onProgress({ of: 'baseline', rows, rowsTotal: of }),
    });
    batches.push({ batch, before: asRecorded(batch), after });
    rowsBefore += batch.rows;
  }

  const { state } = walkIncidents(NOTHING_DECIDED, earlier);
  return {
    batches,
    before: walkIncidents(
      state,
      batches.map(({ batch, before }) => walked(batch, before)),
    ),
    after: walkIncidents(
      state,
      batches.map(({ batch, after }) => walked(batch, after)),
    ),
    promotions: promotions.filter((after) => chosen.some(({ order }) => compareOrder(order, after) === 0))
      .length,
    settingsBefore: await settingsUsed(ports, monitor, chosen),
  };
}

/** Every judged batch of the monitor, in the order of their uploads. */
async function judgedBatches({ records }: Pick<Ports, 'records'>, monitor: string): Promise<JudgedBatch[]> {
  const batches: JudgedBatch[] = [];
  for await (const { value } of queryRecords(records, monitorPartition(monitor), BATCH_PREFIX, batchSchema)) {
    if (value.state === 'judged') batches.push(value);
  }
  // Records are by time alone.
  return batches.sort((a, b) => compareOrder(a.order, b.order));
}

/** The verdict on record. */
function asRecorded(batch: JudgedBatch): Outcome {
  return { kind: 'judged', facts: batch, top: batch.top };
}

/** After which uploads a promotion ended an incident. */
async function promotionsAfter({ records }: Pick<Ports, 'records'>, monitor: string): Promise<Order[]> {
  const after: Order[] = [];
  const pk = monitorPartition(monitor);
  for await (const { value } of queryRecords(records, pk, INCIDENT_PREFIX, incidentSchema)) {
    if (value.closedBy !== null && value.closed !== null) after.push(value.closed);
  }
  return after;
}

async function settingsUsed(
  { records }: Pick<Ports, 'records'>,
  monitor: string,
  batches: readonly JudgedBatch[],
): Promise<Settings[]> {
  const versions = new Set(batches.map((batch) => batch.settings));
  return Promise.all(
    [...versions].map(async (version) => (await settingsOf(records, monitor, version)).settings),
  );
}
