import type Database from 'libsql';
import type { Clock, Message, Queue, SendOptions } from '../../ports.ts';
import { DEDUPLICATION_MS, DELIVERIES_MAX, type QueueName, retryPauseMs } from '../../queues.ts';
import { checkSendOptions } from '../send-options.ts';

/** A delivery that is never settled comes back after this long; `recover` brings it back at once. */
const VISIBILITY_MS = 15 * 60_000;

/** A message on its way to a consumer. Exactly one of the three ends the delivery. */
export interface Delivery {
  readonly message: Message;
  /** Acknowledges it. */
  done(): void;
  /** Delivers it again at that time. */
  hide(until: number): void;
  /** Tries it again after a pause, or moves it to the dead letters when its deliveries are used up. */
  fail(error: unknown): void;
}

export interface DeadLetter {
  readonly queue: QueueName;
  readonly body: string;
  readonly error: string;
}

interface Row {
  id: number;
  body: string;
  grp: string | null;
  deliveries: number;
  visible: number;
}

/** A durable queue in SQLite, with SQS's manners: groups, visibility, retries, dead letters. */
export class LocalQueue implements Queue<QueueName> {
  readonly #database: Database.Database;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  /** Being handled in this process: not delivered again however long it takes. */
  readonly #inFlight = new Set<number>();

  constructor(database: Database.Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async send(queue: QueueName, body: string, options: SendOptions = {}): Promise<void> {
    checkSendOptions(queue, options);
    this.#database.transaction(() => this.#insert(queue, body, options)).immediate();
    for (const wake of this.#listeners) wake();
  }

  /** Takes the next message that may be delivered now, or `null`. */
  receive(queue: QueueName): Delivery | null {
    const row = this.#database.transaction(() => this.#take(queue)).immediate();
    if (row === null) return null;
    this.#inFlight.add(row.id);
    return {
      message: { id: String(row.id), body: row.body, attempt: row.deliveries },
      done: () => this.#settle(row.id, () => this.#remove(row.id)),
      hide: (until) => this.#settle(row.id, () => this.#giveBack(queue, row, until, 'hidden to the end')),
      fail: (error) =>
        this.#settle(row.id, () =>
          this.#giveBack(queue, row, this.#clock.now() + retryPauseMs(row.deliveries), describe(error)),
        ),
    };
  }

  /** When the next message of the queue is due, in milliseconds since 1970; `null` when it is empty. */
  nextDue(queue: QueueName): number | null {
    return this.#deliverable(queue, Number.MAX_SAFE_INTEGER)?.visible ?? null;
  }

  /** Calls `wake` after every send and every delivery that ended, until the returned function is called. */
  onChange(wake: () => void): () => void {
    this.#listeners.add(wake);
    return () => this.#listeners.delete(wake);
  }

  /**
   * Brings back what a process that died was handling, and gives the dead letters another chance: on one machine
   * nobody redrives them, and what killed them (a full disk, a bug) may be mended by now. Call it once at start,
   * when no other process works on the same file.
   */
  recover(): void {
    const now = this.#clock.now();
    this.#database
      .transaction(() => {
        this.#database.prepare('UPDATE messages SET visible = min(visible, ?) WHERE in_flight = 1').run(now);
        this.#database
          .prepare(
            'INSERT INTO messages (queue, body, grp, visible) SELECT queue, body, grp, ? FROM dead_letters ORDER BY id',
          )
          .run(now);
        this.#database.prepare('DELETE FROM dead_letters').run();
      })
      .immediate();
  }

  deadLetters(): DeadLetter[] {
    const rows = this.#database
      .prepare('SELECT queue, body, error FROM dead_letters ORDER BY id')
      .all() as DeadLetter[];
    return rows.map(({ queue, body, error }) => ({ queue, body, error }));
  }

  #insert(queue: QueueName, body: string, options: SendOptions): void {
    const now = this.#clock.now();
    if (options.dedupId !== undefined) {
      this.#database.prepare('DELETE FROM dedup_ids WHERE until <= ?').run(now);
      const known = this.#database
        .prepare('INSERT OR IGNORE INTO dedup_ids (queue, dedup_id, until) VALUES (?, ?, ?)')
        .run(queue, options.dedupId, now + DEDUPLICATION_MS);
      if (known.changes === 0) return;
    }
    const delay = options.group === undefined ? (options.delaySeconds ?? 0) : 0;
    this.#database
      .prepare('INSERT INTO messages (queue, body, grp, visible) VALUES (?, ?, ?, ?)')
      .run(queue, body, options.group ?? null, now + delay * 1000);
  }

  #take(queue: QueueName): Row | null {
    const now = this.#clock.now();
    const row = this.#deliverable(queue, now);
    if (row === null) return null;
    if (row.deliveries >= DELIVERIES_MAX) {
      // Its last delivery never ended: the process died over it, perhaps because of it.
      this.#bury(queue, row, `${row.deliveries} deliveries, the last of them never ended`);
      return this.#take(queue);
    }
    this.#database
      .prepare('UPDATE messages SET visible = ?, deliveries = deliveries + 1, in_flight = 1 WHERE id = ?')
      .run(now + VISIBILITY_MS, row.id);
    return { ...row, deliveries: row.deliveries + 1 };
  }

  /** The message due first, and by then: of each group only its oldest message can be. */
  #deliverable(queue: QueueName, by: number): Row | null {
    const rows = this.#database
      .prepare(
        `SELECT id, body, grp, deliveries, visible FROM messages AS m
         WHERE queue = ? AND visible <= ? AND (grp IS NULL OR NOT EXISTS (
           SELECT 1 FROM messages AS earlier
           WHERE earlier.queue = m.queue AND earlier.grp = m.grp AND earlier.id < m.id))
         ORDER BY visible, id LIMIT ?`,
      )
      .all(queue, by, this.#inFlight.size + 1) as Row[];
    return rows.find(({ id }) => !this.#inFlight.has(id)) ?? null;
  }

  #settle(id: number, end: () => void): void {
    this.#database.transaction(end).immediate();
    this.#inFlight.delete(id);
    for (const wake of this.#listeners) wake();
  }

  #remove(id: number): void {
    this.#database.prepare('DELETE FROM messages WHERE id = ?').run(id);
  }

  #giveBack(queue: QueueName, row: Row, visible: number, error: string): void {
    if (row.deliveries >= DELIVERIES_MAX) {
      this.#bury(queue, row, error);
      return;
    }
    this.#database
      .prepare('UPDATE messages SET visible = ?, in_flight = 0 WHERE id = ?')
      .run(visible, row.id);
  }

  #bury(queue: QueueName, row: Row, error: string): void {
    this.#remove(row.id);
    this.#database
      .prepare('INSERT INTO dead_letters (queue, body, grp, error, died) VALUES (?, ?, ?, ?, ?)')
      .run(queue, row.body, row.grp, error, this.#clock.now());
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
