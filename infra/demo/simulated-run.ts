import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalAlerts } from '../../functions/adapters/local/alerts.ts';
import { deliver } from '../../functions/adapters/local/consume.ts';
import { LocalObjects } from '../../functions/adapters/local/objects.ts';
import { LocalQueue } from '../../functions/adapters/local/queue.ts';
import { LocalRecords } from '../../functions/adapters/local/records.ts';
import { createFunctions, type Functions } from '../../functions/create-functions.ts';
import type { Ports } from '../../functions/ports.ts';
import { QUEUES, type QueueName } from '../../functions/queues.ts';
import type { News } from '../local/news.ts';
import { reportNews } from '../local/report-news.ts';
import { openState, type State } from '../local/state.ts';
import { SimulatedClock } from './simulated-clock.ts';

const LEASE_MS = 60_000;
const MINUTE_MS = 60_000;

/** What a person would hear: what became of files and models, and the alerts. */
export type Heard = News | { readonly kind: 'alert'; readonly monitor: string; readonly subject: string };

/** The functions as `driftline start` runs them, in a temporary folder and on a clock of its own. */
export class SimulatedRun {
  readonly clock: SimulatedClock;
  readonly records: Ports['records'];
  readonly #folder: string;
  readonly #state: State;
  readonly #objects: LocalObjects;
  readonly #queue: LocalQueue;
  readonly #functions: Functions;
  readonly #onHeard: (heard: Heard) => void;
  /** An alert is sent while its verdict is decided: it is heard of after that. */
  readonly #alerts: Heard[] = [];

  /** @param start what its clock shows, milliseconds since 1970 */
  static async open(start: number, onHeard: (heard: Heard) => void): Promise<SimulatedRun> {
    const folder = await mkdtemp(join(tmpdir(), 'driftline-demo-'));
    return new SimulatedRun(folder, await openState(folder), new SimulatedClock(start), onHeard);
  }

  private constructor(folder: string, state: State, clock: SimulatedClock, onHeard: (heard: Heard) => void) {
    this.clock = clock;
    this.#onHeard = onHeard;
    this.#folder = folder;
    this.#state = state;
    this.#objects = new LocalObjects(state.database, state.objects, clock);
    this.#queue = new LocalQueue(state.database, clock);
    this.records = new LocalRecords(state.database);
    const alerts = new LocalAlerts(state.alerts, () => {});
    const ports: Ports = {
      objects: this.#objects,
      records: this.records,
      queue: this.#queue,
      alerts: {
        publish: async (alert) => {
          await alerts.publish(alert);
          this.#alerts.push({ kind: 'alert', monitor: alert.monitor, subject: alert.subject });
        },
      },
      clock,
    };
    const places = {
      monitor: (monitor: string) => monitor,
      batch: (_monitor: string, batchId: string) => batchId,
      predictions: (_monitor: string, batchId: string) => batchId,
      approval: (monitor: string) => `driftline promote --monitor ${monitor}`,
    };
    const functions = createFunctions(ports, { leaseMs: LEASE_MS, places });
    const consumers = reportNews(functions.consumers, {
      ports,
      places,
      onNews: onHeard,
      signal: new AbortController().signal,
      onError: fail,
    });
    this.#functions = { ...functions, consumers };
  }

  /** Uploads a file, and does all that follows from it. A minute passes. */
  async upload(key: string, content: AsyncIterable<Uint8Array> | string): Promise<void> {
    this.clock.pass(MINUTE_MS);
    const chunks = typeof content === 'string' ? [new TextEncoder().encode(content)] : content;
    const { versionId } = await this.#objects.upload(key, chunks);
    await this.#functions.objectCreated({ bucket: 'inputs', key, versionId });
    await this.#settle();
  }

  copy(key: string, file: URL): Promise<void> {
    return this.upload(key, createReadStream(file));
  }

  /** What is done every five minutes; here whenever something may be due. */
  async sweep(): Promise<void> {
    await this.#functions.sweep();
    await this.#settle();
  }

  async close(): Promise<void> {
    this.#state.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Delivers until every queue is empty, moving the clock to what is due next. */
  async #settle(): Promise<void> {
    for (let next = this.#dueNext(); next !== null; next = this.#dueNext()) {
      this.clock.moveTo(next.due);
      const delivery = this.#queue.receive(next.queue);
      if (delivery !== null) await deliver(delivery, this.#functions.consumers[next.queue], fail);
      this.#alerts.splice(0).forEach(this.#onHeard);
    }
  }

  #dueNext(): { queue: QueueName; due: number } | null {
    const waiting = (Object.keys(QUEUES) as QueueName[]).flatMap((queue) => {
      const due = this.#queue.nextDue(queue);
      return due === null ? [] : [{ queue, due }];
    });
    return waiting.sort((a, b) => a.due - b.due)[0] ?? null;
  }
}

/** Nothing is to fail here; what does is a bug to be seen. */
function fail(error: unknown): never {
  throw error;
}
