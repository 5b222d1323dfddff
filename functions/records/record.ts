import * as v from 'valibot';
import type { Condition, Put, RecordKey, RecordQuery, Records, StoredRecord } from '../ports.ts';

/** A record's document with the revision it was read at. */
export interface Stored<T> extends RecordKey {
  readonly rev: number;
  readonly value: T;
}

type Document<S extends v.GenericSchema> = v.InferOutput<S>;

/** Reads and checks one record; `null` when it is absent. */
export async function getRecord<S extends v.GenericSchema>(
  records: Records,
  key: RecordKey,
  schema: S,
): Promise<Stored<Document<S>> | null> {
  const record = await records.get(key);
  return record === null ? null : parseRecord(record, schema);
}

/** All records of a prefix, page after page as they are asked for. */
export async function* queryRecords<S extends v.GenericSchema>(
  records: Records,
  pk: string,
  prefix: string,
  schema: S,
  query: Omit<RecordQuery, 'cursor'> = {},
): AsyncGenerator<Stored<Document<S>>> {
  for await (const record of queryStored(records, pk, prefix, query)) yield parseRecord(record, schema);
}

/** The same, not looked into yet: for who goes on with the others when one does not fit its schema. */
export async function* queryStored(
  records: Records,
  pk: string,
  prefix: string,
  query: Omit<RecordQuery, 'cursor'> = {},
): AsyncGenerator<StoredRecord> {
  let cursor: string | undefined;
  do {
    const page = await records.query(pk, prefix, { ...query, ...(cursor !== undefined && { cursor }) });
    yield* page.records;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** A put of a document, as part of a transaction. */
export function putRecord(key: RecordKey, value: unknown, when?: Condition): Put {
  return {
    op: 'put',
    pk: key.pk,
    sk: key.sk,
    json: JSON.stringify(value),
    ...(when !== undefined && { when }),
  };
}

/** A put on condition that the record is still as it was read, or still absent. */
export function replaceRecord<T>(key: RecordKey, read: Stored<T> | null, value: T): Put {
  return putRecord(key, value, read === null ? 'absent' : { rev: read.rev });
}

/** @throws naming the record, what of it does not fit, and the way out. */
export function parseRecord<S extends v.GenericSchema>(record: StoredRecord, schema: S): Stored<Document<S>> {
  const { pk, sk, rev } = record;
  const parsed = v.safeParse(schema, JSON.parse(record.json));
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw new Error(
      `Record ${pk} / ${sk} does not fit its schema at "${v.getDotPath(issue) ?? ''}": ${issue.message}. ` +
        'It was written by another version: run the version that wrote it, or delete the record.',
    );
  }
  return { pk, sk, rev, value: parsed.output };
}
