import type { Settings } from '../../../shared/config/settings.ts';
import { CsvError } from '../../../shared/csv/csv-error.ts';
import { formatCount } from '../../../shared/report/words/numbers.ts';
import { ArtifactChanged } from '../../artifact.ts';
import type { Ports } from '../../ports.ts';
import { BATCH_PREFIX, batchSchema } from '../../records/batch-record.ts';
import { monitorPartition } from '../../records/monitor-partition.ts';
import { queryRecords } from '../../records/record.ts';
import { VersionChanged } from '../../replay/read-version.ts';
import { replay } from '../../replay/replay.ts';
import type { Course, Outcome } from '../../replay/walk-incidents.ts';
import type { AnswerOf } from '../wire/endpoint.ts';
import type { previewSettings } from '../wire/settings.ts';
import { nameOfKey } from './items.ts';
import { problem } from './problem.ts';

type Preview = AnswerOf<typeof previewSettings>;

/** Rows that are read again while somebody waits; `driftline replay` reads them all. */
const ROWS_MAX = 1_000_000;

/** An answer later than this reaches nobody: the way through API Gateway is shut after 30 seconds. */
const MS_MAX = 25_000;

interface Tried {
  readonly monitor: string;
  readonly settings: Settings;
  readonly last: number;
  readonly signal: AbortSignal;
}

/** What other settings would have said of the last batches. Reads them again, so it takes as long as that. */
export async function preview(
  ports: Pick<Ports, 'objects' | 'records'>,
  { monitor, settings, last, signal }: Tried,
): Promise<Preview> {
  const { batches: affordable, left } = await newestBatches(ports.records, monitor, last);
  if (affordable === 0) return { ...nothing(left), left };
  const timeout = AbortSignal.timeout(MS_MAX);
  try {
    const { batches, before, after } = await replay(ports, {
      ...{ monitor, settings, last: affordable },
      signal: AbortSignal.any([signal, timeout]),
      onProgress: () => {},
    });
    return {
      sentence: sentenceOf(batches.length, before.alerts, after.alerts),
      before: courseItem(before),
      after: courseItem(after),
      left,
      batches: batches.map(({ batch: { batchId, order }, ...outcomes }) => ({
        batchId,
        name: nameOfKey(order.key),
        uploaded: order.lastModified,
        before: outcomeItem(outcomes.before),
        after: outcomeItem(outcomes.after),
      })),
    };
  } catch (error) {
    if (timeout.aborted) {
      throw problem(
        503,
        'too-slow',
        `These batches take longer than ${MS_MAX / 1000} seconds to read again. Ask for fewer, or use driftline replay.`,
        'last',
      );
    }
    // The settings name a column that the baseline does not have.
    if (error instanceof CsvError) throw problem(400, 'invalid-settings', error.message, 'settings');
    if (error instanceof ArtifactChanged || error instanceof VersionChanged) {
      throw problem(409, 'damaged', error.message);
    }
    throw error;
  }
}

/** How many of the newest batches can be read while somebody waits, and why not all that were asked for. */
async function newestBatches(records: Ports['records'], monitor: string, last: number) {
  const newestFirst = { order: 'descending', limit: last } as const;
  let batches = 0;
  let rows = 0;
  for await (const { value } of queryRecords(
    records,
    monitorPartition(monitor),
    BATCH_PREFIX,
    batchSchema,
    newestFirst,
  )) {
    if (value.state !== 'judged') continue;
    rows += value.rows;
    if (rows > ROWS_MAX) {
      const left = `Only the last ${formatCount(batches)} were judged again: with more it would be over ${formatCount(ROWS_MAX)} rows. driftline replay takes any number.`;
      return { batches, left };
    }
    if (++batches === last) break;
  }
  return { batches, left: null };
}

function nothing(left: string | null): Omit<Preview, 'left'> {
  const none = { alerts: 0, incidents: 0, allClears: 0 };
  const sentence =
    left === null
      ? 'No batch has been judged yet, so there is nothing to try settings on.'
      : 'The last batch is too large to try settings on here.';
  return { sentence, before: none, after: none, batches: [] };
}

/** `With these settings the last 20 batches would have given 3 alerts, not 9.` */
function sentenceOf(batches: number, before: number, after: number): string {
  const last = batches === 1 ? 'the last batch' : `the last ${formatCount(batches)} batches`;
  const given = `${after === 0 ? 'no alert' : after === 1 ? '1 alert' : `${formatCount(after)} alerts`}`;
  const compared = after === before ? ', as it was' : `, not ${formatCount(before)}`;
  return `With these settings ${last} would have given ${given}${compared}.`;
}

function courseItem({ alerts, incidents, allClears }: Course): Preview['before'] {
  return { alerts, incidents: incidents.length, allClears };
}

function outcomeItem(outcome: Outcome): Preview['batches'][number]['before'] {
  if (outcome.kind === 'refused') {
    return { verdict: null, alert: false, driftedFeatures: 0, message: outcome.message };
  }
  const { verdict, alert, driftedFeatures } = outcome.facts;
  return { verdict, alert, driftedFeatures, message: null };
}
