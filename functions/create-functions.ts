import { ArtifactCache } from './artifact-cache.ts';
import { profileBaseline } from './baseline/profile-baseline.ts';
import type { Context } from './context.ts';
import { decide } from './decide/decide.ts';
import { parseDecideMessage } from './decide/message.ts';
import { detect } from './detect/detect.ts';
import { labels } from './labels/labels.ts';
import { type ObjectEvent, parseObjectEvent } from './object-event.ts';
import type { Consumer, Ports } from './ports.ts';
import { predict } from './predict/predict.ts';
import type { QueueName } from './queues.ts';
import { parseRetrainMessage } from './retrain/message.ts';
import { retrain } from './retrain/retrain.ts';
import { routeObjectEvent } from './route-object-event.ts';
import { ingestSettings } from './settings/ingest-settings.ts';
import { releaseClaims } from './sweep/release-claims.ts';
import { sweep } from './sweep/sweep.ts';
import { train } from './train/train.ts';

/** All functions on one set of ports. */
export interface Functions {
  /** Hands an upload to the queue it belongs to. */
  objectCreated(event: ObjectEvent): Promise<void>;
  /** One consumer for each queue; all take object events but `decide` and `retrain`, which have their own. */
  readonly consumers: Readonly<Record<QueueName, Consumer>>;
  /** To be called every five minutes. */
  sweep(): Promise<void>;
  /** To be called once at start by a run that is alone on its state (see `releaseClaims`). */
  releaseClaims(): Promise<void>;
}

/**
 * Wires the functions together for a run in one process.
 *
 * @example
 * const functions = createFunctions(ports, { leaseMs: 86_400_000, places });
 * await functions.objectCreated({ bucket: 'inputs', key: 'production/june.csv', versionId });
 * startConsuming({ queue, clock, consumers: functions.consumers, concurrency: 2, onError });
 */
export function createFunctions(ports: Ports, config: Omit<Context, 'profiles' | 'models'>): Functions {
  const context: Context = { ...config, profiles: new ArtifactCache(), models: new ArtifactCache() };
  return {
    objectCreated: async (event) => {
      const queue = routeObjectEvent(event.key);
      if (queue !== null) await ports.queue.send(queue, JSON.stringify(event));
    },
    consumers: {
      settings: async ({ body }) => ingestSettings(ports, context, parseObjectEvent(body)),
      baseline: async ({ body }) => profileBaseline(ports, context, parseObjectEvent(body)),
      detect: async ({ body }) => detect(ports, context, parseObjectEvent(body)),
      train: async ({ body }) => train(ports, context, parseObjectEvent(body)),
      retrain: async ({ body }) => retrain(ports, context, parseRetrainMessage(body)),
      predict: async ({ body }) => predict(ports, context, parseObjectEvent(body)),
      labels: async ({ body }) => labels(ports, context, parseObjectEvent(body)),
      decide: async ({ body }) => decide(ports, context, parseDecideMessage(body)),
    },
    sweep: () => sweep(ports),
    releaseClaims: () => releaseClaims(ports),
  };
}
