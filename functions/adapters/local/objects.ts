import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type Database from 'libsql';
import type { ObjectEvent } from '../../object-event.ts';
import {
  type Bucket,
  type ByteRange,
  type Clock,
  type ObjectBody,
  type ObjectHead,
  ObjectNotFound,
  type ObjectPage,
  type ObjectRef,
  type Objects,
} from '../../ports.ts';
import { writeFileAtomically } from './write-file.ts';

const PAGE_OBJECTS_MAX = 1000;
const AFTER_ALL = '\u{10FFFF}';

interface Row {
  key: string;
  version: string;
  file: string;
  size: number;
  modified: number;
  source: string | null;
}

/**
 * Objects as files: one file a version, and an index in SQLite. Keys are user text of up
 * to a thousand bytes, so they are never made into paths. A crash between file and index leaves a file that
 * nobody refers to, never an index entry without its file.
 */
export class LocalObjects implements Objects {
  readonly #database: Database.Database;
  readonly #folder: string;
  readonly #clock: Clock;
  #lastIssued: { ms: number; count: number };

  constructor(database: Database.Database, folder: string, clock: Clock) {
    this.#database = database;
    this.#folder = folder;
    this.#clock = clock;
    const newest = database.prepare('SELECT max(version) AS version FROM objects').get() as {
      version: string | null;
    };
    const [ms = 0, count = 0] = newest.version?.split('-').map(Number) ?? [];
    this.#lastIssued = { ms, count };
  }

  async head(ref: ObjectRef): Promise<ObjectHead> {
    return toHead(this.#find(ref));
  }

  async read(ref: ObjectRef, range: ByteRange = { start: 0 }): Promise<ObjectBody> {
    const row = this.#find(ref);
    const head = toHead(row);
    if (range.start !== 0 && range.start >= head.size) {
      throw new RangeError(
        `${ref.key} has ${head.size} bytes: there is nothing from byte ${range.start} on.`,
      );
    }
    const path = this.#path(ref.bucket, row.file);
    // Node's `end` is the last byte itself.
    const end = range.end === undefined ? Infinity : range.end - 1;
    return { ...head, body: createReadStream(path, { start: range.start, end }) };
  }

  async writeOnce(
    key: string,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<'created' | 'exists'> {
    // Chunks are read to their end also when the key is taken: whoever makes them digests them on the way.
    if (content instanceof Uint8Array && this.#newest('artifacts', key) !== undefined) return 'exists';
    const file = await this.#store('artifacts', content instanceof Uint8Array ? [content] : content);
    const added = this.#database
      .prepare(
        `INSERT INTO objects (bucket, key, version, file, size, modified, announced)
         SELECT 'artifacts', ?, ?, ?, ?, ?, 1
         WHERE NOT EXISTS (SELECT 1 FROM objects WHERE bucket = 'artifacts' AND key = ?)`,
      )
      .run(key, this.#issueVersion().versionId, file.name, file.size, this.#clock.now(), key);
    if (added.changes === 1) return 'created';
    await rm(this.#path('artifacts', file.name));
    return 'exists';
  }

  async list(
    bucket: Bucket,
    prefix: string,
    page: { limit?: number; cursor?: string } = {},
  ): Promise<ObjectPage> {
    const { limit = PAGE_OBJECTS_MAX, cursor = '' } = page;
    const rows = this.#database
      .prepare(
        `SELECT key, max(version) AS version, file, size, modified, source FROM objects
         WHERE bucket = ? AND key >= ? AND key > ? AND key < ? GROUP BY key ORDER BY key LIMIT ?`,
      )
      .all(bucket, prefix, cursor, prefix + AFTER_ALL, limit + 1) as Row[];
    const objects = rows.slice(0, limit).map(toHead);
    const last = objects.at(-1);
    return rows.length > limit && last !== undefined ? { objects, cursor: last.key } : { objects };
  }

  /**
   * Stores a new version of an input: the local twin of an upload to the bucket. The event that tells the
   * functions of it is noted in the same write, so a crash cannot lose it (see `announce`).
   *
   * @param source tells one state of the uploaded file from another, such as its size and time of change;
   * `newestSource` gives it back, so that a restart does not upload the same files again.
   */
  async upload(
    key: string,
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    source: string | null = null,
  ): Promise<ObjectHead> {
    return this.#addInput(key, chunks, () => source);
  }

  /**
   * Stores a new version that comes from elsewhere than the watched folder. A file of that key in the folder stays the
   * one that was uploaded before: a restart must not bring it back over this one.
   */
  async replace(key: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<ObjectHead> {
    return this.#addInput(key, chunks, () => this.newestSource(key));
  }

  /** The `source` of an input's newest version; `null` when it was never uploaded. */
  newestSource(key: string): string | null {
    return this.#newest('inputs', key)?.source ?? null;
  }

  /** Hands over every upload not handed over yet, oldest first; one is done when `deliver` has returned. */
  async announce(deliver: (event: ObjectEvent) => Promise<void>): Promise<void> {
    const waiting = this.#database
      .prepare('SELECT key, version FROM objects WHERE announced = 0 ORDER BY version')
      .all() as Pick<Row, 'key' | 'version'>[];
    for (const { key, version } of waiting) {
      await deliver({ bucket: 'inputs', key, versionId: version });
      this.#database
        .prepare("UPDATE objects SET announced = 1 WHERE bucket = 'inputs' AND key = ? AND version = ?")
        .run(key, version);
    }
  }

  async #addInput(
    key: string,
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    source: () => string | null,
  ): Promise<ObjectHead> {
    const file = await this.#store('inputs', chunks);
    const { versionId, issued } = this.#issueVersion();
    this.#database
      .prepare(
        `INSERT INTO objects (bucket, key, version, file, size, modified, source, announced)
         VALUES ('inputs', ?, ?, ?, ?, ?, ?, 0)`,
      )
      .run(key, versionId, file.name, file.size, issued, source());
    return { key, versionId, size: file.size, lastModified: issued };
  }

  #find(ref: ObjectRef): Row {
    const row = ref.versionId === undefined ? this.#newest(ref.bucket, ref.key) : this.#exact(ref);
    if (row === undefined) throw new ObjectNotFound(ref);
    return row;
  }

  #exact(ref: ObjectRef): Row | undefined {
    return this.#database
      .prepare(
        'SELECT key, version, file, size, modified, source FROM objects WHERE bucket = ? AND key = ? AND version = ?',
      )
      .get(ref.bucket, ref.key, ref.versionId) as Row | undefined;
  }

  #newest(bucket: Bucket, key: string): Row | undefined {
    return this.#database
      .prepare(
        `SELECT key, version, file, size, modified, source FROM objects WHERE bucket = ? AND key = ?
         ORDER BY version DESC LIMIT 1`,
      )
      .get(bucket, key) as Row | undefined;
  }

  /** A version sorts after every earlier one, also when the clock was set back. */
  #issueVersion(): { versionId: string; issued: number } {
    const ms = Math.max(this.#clock.now(), this.#lastIssued.ms);
    const count = ms === this.#lastIssued.ms ? this.#lastIssued.count + 1 : 0;
    this.#lastIssued = { ms, count };
    const parts = [
      String(ms).padStart(14, '0'),
      String(count).padStart(6, '0'),
      randomBytes(4).toString('hex'),
    ];
    return { versionId: parts.join('-'), issued: ms };
  }

  async #store(bucket: Bucket, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    const name = randomBytes(12).toString('hex');
    return { name, size: await writeFileAtomically(this.#path(bucket, name), chunks) };
  }

  #path(bucket: Bucket, file: string): string {
    return join(this.#folder, bucket, file);
  }
}

function toHead(row: Row): ObjectHead {
  return { key: row.key, versionId: row.version, size: row.size, lastModified: row.modified };
}
