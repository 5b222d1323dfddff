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
  readonly #get: Database.Statement;
  readonly #put: Database.Statement;
  readonly #delete: Database.Statement;
  readonly #ascending: Database.Statement;
  readonly #descending: Database.Statement;
  readonly #transact: (writes: readonly Write[]) => void;

  constructor(database: Database.Database) {
    const page = (order: 'ASC' | 'DESC') =>
      database.prepare(
        `SELECT pk, sk, rev, json FROM records WHERE pk = ? AND sk >= ? AND sk > ? AND sk < ?
         ORDER BY sk ${order} LIMIT ?`,
      );
    this.#get = database.prepare('SELECT pk, sk, rev, json FROM records WHERE pk = ? AND sk = ?');
    this.#put = database.prepare('INSERT OR REPLACE INTO records (pk, sk, rev, json) VALUES (?, ?, ?, ?)');
    this.#delete = database.prepare('DELETE FROM records WHERE pk = ? AND sk = ?');
    this.#ascending = page('ASC');
    this.#descending = page('DESC');
    this.#transact = database.transaction((writes: readonly Write[]) => this.#write(writes)).immediate;
  }

  async get(key: RecordKey): Promise<StoredRecord | null> {
    return this.#read(key);
  }

  async query(pk: string, prefix: string, query: RecordQuery = {}): Promise<RecordPage> {
    const { order = 'ascending', limit = PAGE_RECORDS_MAX, cursor } = query;
    const end = prefix + AFTER_ALL;
    const rows = (
      order === 'ascending'
        ? this.#ascending.all(pk, prefix, cursor ?? '', end, limit + 1)
        : this.#descending.all(pk, prefix, '', cursor ?? end, limit + 1)
    ) as StoredRecord[];
    const records = rows.slice(0, limit).map(toRecord);
    const last = records.at(-1);
    return rows.length > limit && last !== undefined ? { records, cursor: last.sk } : { records };
  }

  async transact(writes: readonly Write[]): Promise<void> {
    checkRecordLimits(writes);
    this.#transact(writes);
  }

  #read({ pk, sk }: RecordKey): StoredRecord | null {
    const row = this.#get.get(pk, sk) as StoredRecord | undefined;
    return row === undefined ? null : toRecord(row);
  }

  #write(writes: readonly Write[]): void {
    const revisions = writes.map((write) => this.#read(write)?.rev ?? 0);
    const failed = writes.filter(
      ({ when }, i) => when !== undefined && revisions[i] !== (when === 'absent' ? 0 : when.rev),
    );
    if (failed.length > 0) throw new ConditionFailed(failed.map(({ pk, sk }) => ({ pk, sk })));
    writes.forEach((write, i) => {
      if (write.op === 'delete') this.#delete.run(write.pk, write.sk);
      else this.#put.run(write.pk, write.sk, (revisions[i] ?? 0) + 1, write.json);
    });
  }
}

/** The driver adds a property of its own to every row. */
function toRecord({ pk, sk, rev, json }: StoredRecord): StoredRecord {
  return { pk, sk, rev, json };
}
