import type Database from 'libsql';
import {
  ConditionFailed,
  type RecordKey,
  type RecordPage,
  type RecordQuery,
  type Records,
  type StoredRecord,
  type Write,
} from '../../ports.ts';
import { checkRecordLimits } from '../record-limits.ts';

const PAGE_RECORDS_MAX = 1000;

/** Sorts after every sort key that begins with the same prefix: no key holds this code point. */
const AFTER_ALL = '\u{10FFFF}';

/** Records in SQLite. Text compares by its UTF-8 bytes there, as in DynamoDB. */
export class LocalRecords implements Records {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  async get({ pk, sk }: RecordKey): Promise<StoredRecord | null> {
    const row = this.#database
      .prepare('SELECT pk, sk, rev, json FROM records WHERE pk = ? AND sk = ?')
      .get(pk, sk);
    return row === undefined ? null : toRecord(row as StoredRecord);
  }

  async query(pk: string, prefix: string, query: RecordQuery = {}): Promise<RecordPage> {
    const { order = 'ascending', limit = PAGE_RECORDS_MAX, cursor } = query;
    const up = order === 'ascending';
    const from = up ? (cursor ?? '') : '';
    const to = up ? prefix + AFTER_ALL : (cursor ?? prefix + AFTER_ALL);
    const rows = this.#database
      .prepare(
        `SELECT pk, sk, rev, json FROM records
         WHERE pk = ? AND sk >= ? AND sk > ? AND sk < ?
         ORDER BY sk ${up ? 'ASC' : 'DESC'} LIMIT ?`,
      )
      .all(pk, prefix, from, to, limit + 1) as StoredRecord[];
    const records = rows.slice(0, limit).map(toRecord);
    const last = records.at(-1);
    return rows.length > limit && last !== undefined ? { records, cursor: last.sk } : { records };
  }

  async transact(writes: readonly Write[]): Promise<void> {
    checkRecordLimits(writes);
    this.#database.transaction(() => this.#write(writes)).immediate();
  }

  #write(writes: readonly Write[]): void {
    const current = this.#database.prepare('SELECT rev FROM records WHERE pk = ? AND sk = ?');
    const put = this.#database.prepare(
      'INSERT OR REPLACE INTO records (pk, sk, rev, json) VALUES (?, ?, ?, ?)',
    );
    const remove = this.#database.prepare('DELETE FROM records WHERE pk = ? AND sk = ?');
    const revisions = writes.map(
      ({ pk, sk }) => (current.get(pk, sk) as { rev: number } | undefined)?.rev ?? 0,
    );
    const failed = writes.filter(
      ({ when }, i) => when !== undefined && revisions[i] !== (when === 'absent' ? 0 : when.rev),
    );
    if (failed.length > 0) throw new ConditionFailed(failed.map(({ pk, sk }) => ({ pk, sk })));
    writes.forEach((write, i) => {
      if (write.op === 'delete') remove.run(write.pk, write.sk);
      else put.run(write.pk, write.sk, (revisions[i] ?? 0) + 1, write.json);
    });
  }
}

/** The driver adds a property of its own to every row. */
function toRecord({ pk, sk, rev, json }: StoredRecord): StoredRecord {
  return { pk, sk, rev, json };
}
