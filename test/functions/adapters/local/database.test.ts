import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, openDatabaseForReading } from '../../../../functions/adapters/local/database.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftline-database-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const INSERT = "INSERT INTO records (pk, sk, rev, json) VALUES ('p', 's', 1, '{}')";
const COUNT = 'SELECT count(*) AS records FROM records';

test('openDatabaseForReading(path) sees what a writer has committed, in the middle of its next transaction', () => {
  const path = join(folder, 'driftline.db');
  const writer = openDatabase(path);
  const reader = openDatabaseForReading(path);
  writer.exec(INSERT);
  writer.exec('BEGIN IMMEDIATE; DELETE FROM records');
  expect(reader.prepare(COUNT).get()).toMatchObject({ records: 1 });
  writer.exec('COMMIT');
  expect(reader.prepare(COUNT).get()).toMatchObject({ records: 0 });
  reader.close();
  writer.close();
});

test('openDatabaseForReading(path) refuses every write, beside a writer and alone', () => {
  const path = join(folder, 'driftline.db');
  const writer = openDatabase(path);
  const beside = openDatabaseForReading(path);
  expect(() => beside.exec(INSERT)).toThrow(expect.objectContaining({ code: 'SQLITE_READONLY' }));
  beside.close();
  writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  writer.close();
  for (const ending of ['-wal', '-shm']) rmSync(path + ending, { force: true });
  const alone = openDatabaseForReading(path);
  expect(() => alone.exec(INSERT)).toThrow(expect.objectContaining({ code: 'SQLITE_READONLY' }));
  alone.close();
});
