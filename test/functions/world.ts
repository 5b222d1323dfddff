import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalAlerts } from '../../functions/adapters/local/alerts.ts';
import { deliver } from '../../functions/adapters/local/consume.ts';
import { openDatabase } from '../../functions/adapters/local/database.ts';
import { LocalObjects } from '../../functions/adapters/local/objects.ts';
import { type Delivery, LocalQueue } from '../../functions/adapters/local/queue.ts';
import { LocalRecords } from '../../functions/adapters/local/records.ts';
import { createFunctions, type Functions } from '../../functions/create-functions.ts';
import type { ObjectEvent } from '../../functions/object-event.ts';
import type { Consumer, Ports } from '../../functions/ports.ts';
import { QUEUES, type QueueName } from '../../functions/queues.ts';
import type { BatchRecord } from '../../functions/records/batch-record.ts';
import { type ChampionRecord, championKey } from '../../functions/records/champion-record.ts';
import type { LabelFileRecord } from '../../functions/records/label-file-record.ts';
import type { ModelRecord } from '../../functions/records/model-record.ts';
import { type MonitorRecord, monitorKey } from '../../functions/records/monitor-record.ts';
import type { PerformanceRecord } from '../../functions/records/performance-record.ts';
import type { PredictionRecord } from '../../functions/records/prediction-record.ts';
import type { Spread } from '../../functions/spread/spread.ts';
import { FakeClock } from './fake-clock.ts';

/** Thousands of small synced files: on a memory disk where there is one. */
const MEMORY_DISK = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Shorter than a file may wait for its baseline before people hear of it. */
export const LEASE_MS = 4 * 60_000;

export interface SentAlert {
  readonly subject: string;
  readonly text: string;
  readonly json: { alertId: string; eventType: string; monitor: string } & Record<string, unknown>;
}

/** All functions over local adapters, on a clock that stands still: what a test gives, does and looks at. */
export class World {
  readonly clock: FakeClock;
  /** Laid out like the state folder of the embedded run. */
  readonly folder = mkdtempSync(join(MEMORY_DISK, 'driftline-world-'));
  readonly #database: ReturnType<typeof openDatabase>;
  /** Every delivery that failed. */
  readonly errors: unknown[] = [];
  objects!: LocalObjects;
  queue!: LocalQueue;
  /** The ports as they are, whatever the functions were given. */
  ports!: Ports;
  functions!: Functions;
  /** Where large batches go, from the next start on. */
  spread: Spread | null = null;

  /**
   * @param original a world to go on from as if it were this one; it is left as it is.
   * @param start what its clock shows, milliseconds since 1970.
   */
  constructor(original?: World, start = original?.clock.now()) {
    this.clock = new FakeClock(start);
    if (original !== undefined) {
      original.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      cpSync(original.folder, this.folder, { recursive: true });
    }
    this.#database = openDatabase(join(this.folder, 'driftline.db'));
    this.start();
  }

  /**
   * Starts the functions, or starts them anew on what was stored: nothing of the old process's memory is left.
   *
   * @param wrap what the functions see of the ports.
   */
  start(wrap: (ports: Ports) => Ports = (ports) => ports): void {
    this.objects = new LocalObjects(this.#database, join(this.folder, 'objects'), this.clock);
    this.queue = new LocalQueue(this.#database, this.clock);
    this.ports = {
      objects: this.objects,
      records: new LocalRecords(this.#database),
      queue: this.queue,
      alerts: new LocalAlerts(join(this.folder, 'alerts'), () => {}),
      clock: this.clock,
    };
    this.functions = createFunctions(wrap(this.ports), {
      leaseMs: LEASE_MS,
      places: {
        monitor: (monitor) => `https://driftline.test/${monitor}`,
        batch: (monitor, batchId) => `https://driftline.test/${monitor}/${batchId}`,
        approval: (monitor, model) => `https://driftline.test/${monitor}/approve/${model}`,
      },
      ...(this.spread !== null && { spread: this.spread }),
    });
  }

  /** Stores a file, a second after the one before; nothing is told of it yet. */
  async store(key: string, content: string | Uint8Array): Promise<ObjectEvent> {
    this.clock.wind(1000);
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const { versionId } = await this.objects.upload(key, [bytes]);
    return { bucket: 'inputs', key, versionId };
  }

  /** Stores a file and handles everything that follows from it. */
  async upload(key: string, content: string | Uint8Array): Promise<ObjectEvent> {
    const event = await this.store(key, content);
    await this.tell(event);
    return event;
  }

  /** Tells of a stored file, once more if it was told before, and handles everything that follows. */
  async tell(event: ObjectEvent): Promise<void> {
    await this.functions.objectCreated(event);
    await this.settle();
  }

  /** Delivers until no queue holds anything, winding the clock to what is due next. */
  async settle(): Promise<void> {
    for (let delivery = this.next(); delivery !== null; delivery = this.next()) {
      await deliver(delivery, delivery.consumer, (error) => this.errors.push(error));
    }
  }

  /** Takes the message due first, after winding the clock to it; `null` when every queue is empty. */
  next(): (Delivery & { consumer: Consumer }) | null {
    for (;;) {
      let next: { name: QueueName; due: number } | null = null;
      for (const name of Object.keys(QUEUES) as QueueName[]) {
        const due = this.queue.nextDue(name);
        if (due !== null && (next === null || due < next.due)) next = { name, due };
      }
      if (next === null) return null;
      this.clock.windTo(next.due);
      const delivery = this.queue.receive(next.name);
      if (delivery !== null) return { ...delivery, consumer: this.functions.consumers[next.name] };
    }
  }

  async sweep(): Promise<void> {
    await this.functions.sweep();
    await this.settle();
  }

  alerts(): SentAlert[] {
    const folder = join(this.folder, 'alerts');
    const names = readdirSync(this.folder).includes('alerts') ? readdirSync(folder) : [];
    return names
      .filter((name) => name.endsWith('.txt'))
      .map((name) => {
        const [first = '', , ...text] = readFileSync(join(folder, name), 'utf8').split('\n');
        const json = JSON.parse(readFileSync(join(folder, name.replace('.txt', '.json')), 'utf8'));
        return { subject: first.replace('Subject: ', ''), text: text.join('\n'), json };
      });
  }

  /** How many alerts of each kind were sent. */
  alertCounts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { json } of this.alerts()) counts[json.eventType] = (counts[json.eventType] ?? 0) + 1;
    return counts;
  }

  async documents<T>(pk: string, prefix: string): Promise<T[]> {
    const { records } = await this.ports.records.query(pk, prefix);
    return records.map(({ json }) => JSON.parse(json) as T);
  }

  batches(monitor = 'default'): Promise<BatchRecord[]> {
    return this.documents<BatchRecord>(`M#${monitor}`, 'BATCH#');
  }

  async monitor(monitor = 'default'): Promise<MonitorRecord | null> {
    const record = await this.ports.records.get(monitorKey(monitor));
    return record === null ? null : (JSON.parse(record.json) as MonitorRecord);
  }

  async pending(): Promise<number> {
    return (await this.ports.records.query('PENDING', '')).records.length;
  }

  models(monitor = 'default'): Promise<ModelRecord[]> {
    return this.documents<ModelRecord>(`M#${monitor}`, 'MODEL#');
  }

  predictions(monitor = 'default'): Promise<PredictionRecord[]> {
    return this.documents<PredictionRecord>(`M#${monitor}`, 'PREDICTION#');
  }

  performances(monitor = 'default'): Promise<PerformanceRecord[]> {
    return this.documents<PerformanceRecord>(`M#${monitor}`, 'PERFORMANCE#');
  }

  labelFiles(monitor = 'default'): Promise<LabelFileRecord[]> {
    return this.documents<LabelFileRecord>(`M#${monitor}`, 'LABELS#');
  }

  async champion(monitor = 'default'): Promise<ChampionRecord | null> {
    const record = await this.ports.records.get(championKey(monitor));
    return record === null ? null : (JSON.parse(record.json) as ChampionRecord);
  }

  async artifacts(prefix: string): Promise<string[]> {
    return (await this.objects.list('artifacts', prefix)).objects.map(({ key }) => key);
  }

  async artifact(key: string): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await this.objects.read({ bucket: 'artifacts', key })).body)
      chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }

  /** Puts other bytes into an artifact, as nobody should. */
  tamper(key: string, change: (text: string) => string): void {
    this.#changeFile('artifacts', key, change);
  }

  /** The same to a stored version of an input. */
  tamperInput(key: string, change: (text: string) => string): void {
    this.#changeFile('inputs', key, change);
  }

  #changeFile(bucket: string, key: string, change: (text: string) => string): void {
    const { file } = this.#database
      .prepare('SELECT file FROM objects WHERE bucket = ? AND key = ?')
      .get(bucket, key) as { file: string };
    const path = join(this.folder, 'objects', bucket, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  }

  reports(): Promise<string[]> {
    return this.artifacts('reports/');
  }

  close(): void {
    this.#database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
