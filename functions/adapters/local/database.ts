import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';

const BUSY_TIMEOUT_MS = 10_000;

/**
 * Opens the one SQLite file that holds the records, the queue and the index of objects, and makes its tables.
 * What was committed survives `kill -9` and a power cut: write-ahead log, synced at every commit.
 *
 * @param path a file, made with its folder when absent; or `:memory:`.
 */
export function openDatabase(path: string): Database.Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path);
  database.exec(`
    PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS};
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS records (
      pk TEXT NOT NULL, sk TEXT NOT NULL, rev INTEGER NOT NULL, json TEXT NOT NULL,
      PRIMARY KEY (pk, sk)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS objects (
      bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, file TEXT NOT NULL,
      size INTEGER NOT NULL, modified INTEGER NOT NULL, source TEXT, announced INTEGER NOT NULL,
      PRIMARY KEY (bucket, key, version)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS objects_unannounced ON objects (version) WHERE announced = 0;
    CREATE TABLE IF NOT EXISTS messages (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      queue TEXT NOT NULL, body TEXT NOT NULL, grp TEXT,
      visible INTEGER NOT NULL, deliveries INTEGER NOT NULL DEFAULT 0, in_flight INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX IF NOT EXISTS messages_visible ON messages (queue, visible);
    CREATE INDEX IF NOT EXISTS messages_group ON messages (queue, grp, id) WHERE grp IS NOT NULL;
    CREATE TABLE IF NOT EXISTS dedup_ids (
      queue TEXT NOT NULL, dedup_id TEXT NOT NULL, until INTEGER NOT NULL,
      PRIMARY KEY (queue, dedup_id)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS dead_letters (
      id INTEGER PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, grp TEXT,
      error TEXT NOT NULL, died INTEGER NOT NULL
    );
  `);
  return database;
}

/**
 * Opens the file for reading, beside a run that may be writing to it: a reader of the write-ahead log neither waits
 * for the writer nor holds it up. Every write is refused.
 *
 * Where there is a log, a run is writing it or was killed, and a connection that could write would fold it into the
 * file when it is the last to close. Where there is none, one that cannot write would leave an empty one behind.
 *
 * @param path a file that exists: an absent one would be made.
 */
export function openDatabaseForReading(path: string): Database.Database {
  // The driver takes no notice of its option `readonly`, but hands addresses on to SQLite.
  const readOnly = `${pathToFileURL(path).href}?mode=ro`;
  const database = new Database(existsSync(`${path}-wal`) ? readOnly : path);
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA query_only = ON`);
  return database;
}
