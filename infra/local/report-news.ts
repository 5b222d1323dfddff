import { setTimeout as pause } from 'node:timers/promises';
import { type DecideMessage, parseDecideMessage } from '../../functions/decide/message.ts';
import type { Consumer, Ports } from '../../functions/ports.ts';
import type { QueueName } from '../../functions/queues.ts';
import { type BatchPlaces, newsOfDecision } from './decision-news.ts';
import { newsOfFile } from './file-news.ts';
import type { News } from './news.ts';
import { newsOfLabels, newsOfPredictions, type PredictionPlaces } from './prediction-news.ts';
import { newsOfTraining } from './retraining-news.ts';
import { retrainingWaits, type WaitsFor } from './retraining-wait.ts';

export interface NewsOptions {
  readonly ports: Pick<Ports, 'records' | 'objects' | 'clock'>;
  readonly places: BatchPlaces & PredictionPlaces;
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
 * The same consumers, and `onNews` hears what became of every file and of every retraining: at least once, for it is
 * told before the message is acknowledged.
 */
export function reportNews(consumers: Consumers, options: NewsOptions): Consumers {
  const { ports, places } = options;
  const { records } = ports;
  const waits = new ToldWaits();
  const telling =
    (consumer: Consumer, ...newsOf: ((body: string) => Promise<News | null>)[]): Consumer =>
    async (message) => {
      const outcome = await consumer(message);
      if (outcome.kind !== 'done') return outcome;
      for (const one of newsOf) await tell(() => one(message.body), options);
      return outcome;
    };
  const unlessItWaits =
    (newsOf: (body: string, file: News | null) => Promise<News | null>) => async (body: string) => {
      const file = await newsOfFile(records, body);
      if (file?.kind !== 'waiting') return newsOf(body, file);
      void tellWhetherItStillWaits(body, options);
      return null;
    };
  const decided = (body: string) => newsOfDecision(ports, places, parseDecideMessage(body));
  return {
    ...consumers,
    detect: telling(
      consumers.detect,
      unlessItWaits(async (_body, file) => file),
    ),
    predict: telling(consumers.predict, (body) => newsOfPredictions(records, places, body)),
    labels: telling(
      consumers.labels,
      unlessItWaits((body) => newsOfLabels(records, body)),
    ),
    retrain: async (message) => {
      await tell(() => newsOfTraining(records, message.body), options);
      return consumers.retrain(message);
    },
    decide: telling(
      consumers.decide,
      async (body) => waits.noting(await decided(body)),
      async (body) => waits.news(ports, parseDecideMessage(body)),
    ),
  };
}

/** What a monitor's retraining waits for is told when it changes. */
class ToldWaits {
  readonly #told = new Map<string, string>();

  /** Takes note of news that say the same. */
  noting(news: News | null): News | null {
    if (news?.kind === 'retraining-waits') this.#isNew(news.monitor, news.waitsFor);
    if (news?.kind === 'challenger' && news.outcome === 'waiting-for-approval') {
      this.#isNew(news.monitor, { for: 'approval', model: news.model });
    }
    return news;
  }

  async news({ records, clock }: NewsOptions['ports'], { monitor }: DecideMessage): Promise<News | null> {
    const waitsFor = await retrainingWaits(records, monitor, clock.now());
    return this.#isNew(monitor, waitsFor) && waitsFor !== null
      ? { kind: 'retraining-waits', monitor, waitsFor }
      : null;
  }

  #isNew(monitor: string, waitsFor: WaitsFor | null): boolean {
    const said = waitsFor === null ? '' : JSON.stringify([waitsFor.for, essenceOf(waitsFor)]);
    const before = this.#told.get(monitor) ?? '';
    this.#told.set(monitor, said);
    return said !== before;
  }
}

/** What makes it another wait. */
function essenceOf(waitsFor: WaitsFor): unknown {
  switch (waitsFor.for) {
    case 'labels':
      return waitsFor.missingRows;
    case 'cooldown':
      return waitsFor.until;
    case 'trust':
      return waitsFor.reasons;
    case 'approval':
      return waitsFor.model;
  }
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
    const news = await newsOfFile(options.ports.records, body);
    return news?.kind === 'waiting' ? news : null;
  }, options);
}
