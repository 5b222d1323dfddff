import type * as v from 'valibot';
import type { Records } from '../../ports.ts';
import { parseRecord, type Stored } from '../../records/record.ts';

export interface ListQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page of a list. */
export interface Page<T> {
  readonly items: T[];
  readonly cursor: string | null;
}

/**
 * A page of the records of a prefix, newest first unless told otherwise. Its cursor is a place below the prefix, so that none leads out of it.
 *
 * @example const page = await listRecords(records, pk, 'BATCH#', batchSchema, { limit: 50 });
 */
export async function listRecords<S extends v.GenericSchema>(
  records: Records,
  pk: string,
  prefix: string,
  schema: S,
  { cursor, limit }: ListQuery,
  order: 'ascending' | 'descending' = 'descending',
): Promise<Page<Stored<v.InferOutput<S>>>> {
  const page = await records.query(pk, prefix, {
    order,
    limit,
    ...(cursor !== undefined && { cursor: prefix + unpack(cursor) }),
  });
  return {
    items: page.records.map((record) => parseRecord(record, schema)),
    cursor: page.cursor === undefined ? null : pack(page.cursor.slice(prefix.length)),
  };
}

/** A page of a list that is short enough to be read whole; its cursor is the last item's name. */
export function listOf<T>(
  all: readonly T[],
  nameOf: (item: T) => string,
  { cursor, limit }: ListQuery,
): Page<T> {
  const after = cursor === undefined ? -1 : all.findIndex((item) => nameOf(item) === unpack(cursor));
  const items = all.slice(after + 1, after + 1 + limit);
  const last = items.at(-1);
  return { items, cursor: last === undefined || last === all.at(-1) ? null : pack(nameOf(last)) };
}

export function mapPage<T, U>({ items, cursor }: Page<T>, map: (item: T) => U): Page<U> {
  return { items: items.map(map), cursor };
}

const pack = (place: string): string => Buffer.from(place, 'utf8').toString('base64url');

const unpack = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8');
