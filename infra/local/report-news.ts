import { setTimeout as pause } from 'node:timers/promises';
import { readArtifact } from '../../functions/artifact.ts';
import { claimIdOf } from '../../functions/claim.ts';
import type { Places } from '../../functions/context.ts';
import { type DecideMessage, parseDecideMessage } from '../../functions/decide/message.ts';
import { parseInputKey } from '../../functions/keys.ts';
import { type ObjectEvent, parseObjectEvent } from '../../functions/object-event.ts';
import type { Consumer, Message, Ports, Records } from '../../functions/ports.ts';
import type { QueueName } from '../../functions/queues.ts';
import { baselineKey, baselineOf, baselineSchema } from '../../functions/records/baseline-record.ts';
import { batchKey, batchSchema } from '../../functions/records/batch-record.ts';
import { championKey, championSchema } from '../../functions/records/champion-record.ts';
import { claimKey, claimSchema } from '../../functions/records/claim-record.ts';
import { LABEL_FILE_PREFIX, labelFileSchema } from '../../functions/records/label-file-record.ts';
import { modelOf } from '../../functions/records/model-record.ts';
import { monitorPartition } from '../../functions/records/monitor-partition.ts';
import {
  type PerformanceRecord,
  performanceKey,
  performanceSchema,
} from '../../functions/records/performance-record.ts';
import { predictionKey, predictionSchema } from '../../functions/records/prediction-record.ts';
import { quarantineSchema } from '../../functions/records/quarantine-record.ts';
import { getRecord, queryRecords } from '../../functions/records/record.ts';
import type { LabelFileInWords } from '../../shared/model/performance-words.ts';
import type { Report } from '../../shared/report/report.ts';
import type { News } from './news.ts';

export interface NewsOptions {
  readonly ports: Pick<Ports, 'records' | 'objects'>;
  readonly places: Places & { predictions(monitor: string, batchId: string, model: string): string };
  readonly onNews: (news: News) => void;
  /** Ends what is told later. */
  readonly signal: AbortSignal;
  /** News that could not be told; what it tells of has happened nevertheless. */
  readonly onError: (error: unknown) => void;
}

/** A baseline copied together with its batches lands within it. */
const WAITING_TOLD_AFTER_MS = 1500;

type Consumers = Readonly<Record<QueueName, Consumer>>;

/**
 * The same consumers, and `onNews` hears what became of every file: at least once, for it is told before the
 * message is acknowledged.
 */
export function reportNews(consumers: Consumers, options: NewsOptions): Consumers {
  const telling =
    (consumer: Consumer, newsOf: (message: Message) => Promise<News | null>): Consumer =>
    async (message) => {
      const outcome = await consumer(message);
      if (outcome.kind === 'done') await tell(() => newsOf(message), options);
      return outcome;
    };
  return {
    ...consumers,
    detect: telling(consumers.detect, async ({ body }) => {
      const news = await newsOfFile(options, body);
      if (news?.kind !== 'waiting') return news;
      void tellWhetherItStillWaits(body, options);
      return null;
    }),
    predict: telling(consumers.predict, ({ body }) => newsOfPredictions(options, body)),
    labels: telling(consumers.labels, async ({ body }) => {
      const news = await newsOfFile(options, body);
      if (news?.kind !== 'waiting') return newsOfLabels(options, body);
      void tellWhetherItStillWaits(body, options);
      return null;
    }),
    decide: telling(consumers.decide, ({ body }) => newsOfDecision(options, parseDecideMessage(body))),
  };
}

async function tell(newsOf: () => Promise<News | null>, { onNews, onError, signal }: NewsOptions) {
  try {
    const news = await newsOf();
    if (news !== null) onNews(news);
  } catch (error) {
    if (!signal.aborted) onError(error);
  }
}

function tellWhetherItStillWaits(body: string, options: NewsOptions): Promise<void> {
  return tell(async () => {
    await pause(WAITING_TOLD_AFTER_MS, undefined, { signal: options.signal, ref: false });
    const news = await newsOfFile(options, body);
    return news?.kind === 'waiting' ? news : null;
  }, options);
}

/** Of a file that nothing is decided about. */
async function newsOfFile({ ports }: NewsOptions, body: string): Promise<News | null> {
  const event = parseObjectEvent(body);
  const claim = await getRecord(ports.records, claimKey(claimIdOf(event)), claimSchema);
  if (claim === null) return null;
  const { state, monitor } = claim.value;
  if (state === 'duplicate') return { kind: 'duplicate', monitor, key: event.key };
  return state === 'waiting-for-baseline' ? { kind: 'waiting', monitor, key: event.key } : null;
}

async function newsOfPredictions({ ports, places }: NewsOptions, body: string): Promise<News | null> {
  const { key, score } = parseObjectEvent(body);
  const monitor = parseInputKey(key)?.monitor;
  if (score === undefined || monitor === undefined) return null;
  const at = predictionKey(monitor, score.batch, score.model);
  const prediction = await getRecord(ports.records, at, predictionSchema);
  if (prediction === null) return null;
  const { batchId, scored, refusal, changes } = prediction.value;
  return {
    kind: 'predictions',
    monitor,
    key,
    rows: scored?.rows ?? 0,
    drifted: scored?.drifted ?? false,
    estimated: scored?.estimated ?? null,
    refusal: refusal?.message ?? null,
    changes: score.against === undefined ? null : changes,
    place: places.predictions(monitor, batchId, score.model),
  };
}

async function newsOfLabels({ ports: { records } }: NewsOptions, body: string): Promise<News | null> {
  const event = parseObjectEvent(body);
  const { key, measure } = event;
  const monitor = parseInputKey(key)?.monitor;
  if (monitor === undefined) return null;
  if (measure !== undefined) {
    const at = performanceKey(monitor, measure.batch, measure.model);
    const performance = await getRecord(records, at, performanceSchema);
    return performance && { kind: 'performance', monitor, key, ...inWords(performance.value) };
  }
  const file = await labelFileOf(records, monitor, event);
  return file && { kind: 'labels', monitor, key, ...file };
}

const inWords = ({ rows, labelled, foreign, measured, refusal }: PerformanceRecord) => ({
  ...{ rows, labelled, foreign, measured, refusal },
});

/** Files of a monitor are few, and the newest is the one. */
async function labelFileOf(
  records: Ports['records'],
  monitor: string,
  { key, versionId }: ObjectEvent,
): Promise<LabelFileInWords | null> {
  const partition = monitorPartition(monitor);
  const newestFirst = { order: 'descending' } as const;
  for await (const { value } of queryRecords(
    records,
    partition,
    LABEL_FILE_PREFIX,
    labelFileSchema,
    newestFirst,
  )) {
    const { order, ids, found, empty, duplicates, conflicts } = value;
    if (order.key === key && order.versionId === versionId) {
      return { ids, found, empty, duplicates, conflicts };
    }
  }
  return null;
}

async function newsOfDecision(
  { ports: { records, objects }, places }: NewsOptions,
  told: DecideMessage,
): Promise<News | null> {
  const { monitor } = told;
  if (told.kind === 'batch') {
    const batch = await getRecord(records, batchKey(monitor, told.batch), batchSchema);
    if (batch?.value.state !== 'judged') return null;
    const { order, batchId, report } = batch.value;
    return {
      kind: 'verdict',
      monitor,
      key: order.key,
      report: JSON.parse(await readArtifact(objects, report)) as Report,
      place: places.batch(monitor, batchId),
    };
  }
  if (told.kind === 'baseline') {
    const baseline = await getRecord(records, baselineKey(monitor, told.version), baselineSchema);
    if (baseline === null) return null;
    const { order, rows, features, state } = baseline.value;
    // Decided upon by now: told after the decision.
    if (state === 'profiled') return null;
    return { kind: 'baseline', monitor, key: order.key, rows, features, state };
  }
  if (told.kind === 'model') {
    const { kind, baseline, state, trained, refusal } = (await modelOf(records, monitor, told.version)).value;
    const { order } = (await baselineOf(records, monitor, baseline)).value;
    return {
      kind: 'model',
      monitor,
      key: order.key,
      model: kind,
      inCharge: state === 'in-charge',
      rows: trained?.rows ?? 0,
      accuracy: trained?.metrics.accuracy ?? null,
      refusal,
    };
  }
  if (told.kind === 'promote' || told.kind === 'rollback') return newsOfPromotion(records, monitor);
  if (told.kind === 'quarantined') {
    const key = { pk: monitorPartition(monitor), sk: told.quarantine };
    const stored = await getRecord(records, key, quarantineSchema);
    return (
      stored && { kind: 'refused', monitor, key: stored.value.key, reason: stored.value.refusal.message }
    );
  }
  return told.kind === 'settings' ? { kind: 'settings', monitor } : null;
}

async function newsOfPromotion(records: Records, monitor: string): Promise<News | null> {
  const champion = await getRecord(records, championKey(monitor), championSchema);
  if (champion === null) return null;
  const { order, rows, features, label } = (await baselineOf(records, monitor, champion.value.baseline))
    .value;
  const learned = label === null ? 'none' : 'to-be-learned';
  const model = champion.value.model === null ? learned : 'in-charge';
  return { kind: 'promotion', monitor, key: order.key, rows, features, model };
}
