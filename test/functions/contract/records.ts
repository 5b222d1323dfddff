import { describe, expect, test } from 'vitest';
import {
  RECORD_BYTES_MAX,
  RecordLimitExceeded,
  recordBytes,
  TRANSACTION_BYTES_MAX,
  TRANSACTION_WRITES_MAX,
} from '../../../functions/adapters/record-limits.ts';
import { ConditionFailed, type Put, type RecordQuery, type Records } from '../../../functions/ports.ts';

const put = (sk: string, json = '{}', when?: Put['when']): Put => ({
  op: 'put',
  pk: 'M#a',
  sk,
  json,
  ...(when !== undefined && { when }),
});

/** What every implementation of `Records` keeps. `make` gives an empty store. */
export function recordsContract(make: () => Promise<Records>): void {
  const get = (records: Records, sk: string) => records.get({ pk: 'M#a', sk });

  async function sortKeys(records: Records, prefix: string, query: RecordQuery = {}): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await records.query('M#a', prefix, { ...query, ...(cursor !== undefined && { cursor }) });
      if (query.limit !== undefined) expect(page.records.length).toBeLessThanOrEqual(query.limit);
      found.push(...page.records.map(({ sk }) => sk));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return found;
  }

  describe('records', () => {
    test('a record reads back as it was put, exactly', async () => {
      const records = await make();
      const json = JSON.stringify({ p: 1e-300, text: 'é\u{1F600} "quoted"\n', none: null });
      await records.transact([put('BATCH#1', json)]);
      expect(await get(records, 'BATCH#1')).toEqual({ pk: 'M#a', sk: 'BATCH#1', rev: 1, json });
    });

    test('an absent record is null', async () => {
      expect(await get(await make(), 'absent')).toBeNull();
    });

    test('rev is 1 when first put and one more with every put, conditioned or not', async () => {
      const records = await make();
      for (const rev of [1, 2, 3]) {
        await records.transact([put('a')]);
        expect((await get(records, 'a'))?.rev).toBe(rev);
      }
      await records.transact([put('a', '{}', { rev: 3 })]);
      expect((await get(records, 'a'))?.rev).toBe(4);
    });

    test('a put on condition of absence fails when the record is there', async () => {
      const records = await make();
      await records.transact([put('a', '1', 'absent')]);
      await expect(records.transact([put('a', '2', 'absent')])).rejects.toThrow(ConditionFailed);
      expect((await get(records, 'a'))?.json).toBe('1');
    });

    test('a put on condition of a revision fails on any other revision, and on absence', async () => {
      const records = await make();
      await records.transact([put('a', '1')]);
      await expect(records.transact([put('a', '2', { rev: 2 })])).rejects.toThrow(ConditionFailed);
      await expect(records.transact([put('b', '2', { rev: 1 })])).rejects.toThrow(ConditionFailed);
      await records.transact([put('a', '3', { rev: 1 })]);
      expect(await get(records, 'a')).toMatchObject({ rev: 2, json: '3' });
    });

    test('of a transaction nothing happens when one condition fails, and the error names which', async () => {
      const records = await make();
      await records.transact([put('there')]);
      const failure = records.transact([put('new'), put('there', '2', 'absent')]);
      await expect(failure).rejects.toMatchObject({ keys: [{ pk: 'M#a', sk: 'there' }] });
      expect(await get(records, 'new')).toBeNull();
      expect((await get(records, 'there'))?.json).toBe('{}');
    });

    test('a transaction spans partitions, puts and deletes', async () => {
      const records = await make();
      await records.transact([put('gone')]);
      await records.transact([
        { op: 'put', pk: 'M#b', sk: 'new', json: '1', when: 'absent' },
        { op: 'delete', pk: 'M#a', sk: 'gone', when: { rev: 1 } },
      ]);
      expect(await get(records, 'gone')).toBeNull();
      expect(await records.get({ pk: 'M#b', sk: 'new' })).toMatchObject({ rev: 1 });
    });

    test('deleting what is absent is no error, unless a revision was demanded', async () => {
      const records = await make();
      await records.transact([{ op: 'delete', pk: 'M#a', sk: 'absent' }]);
      const demanding = records.transact([{ op: 'delete', pk: 'M#a', sk: 'absent', when: { rev: 1 } }]);
      await expect(demanding).rejects.toThrow(ConditionFailed);
    });

    test('a record put again after a delete begins at revision 1', async () => {
      const records = await make();
      await records.transact([put('a')]);
      await records.transact([put('a')]);
      await records.transact([{ op: 'delete', pk: 'M#a', sk: 'a' }]);
      await records.transact([put('a', '{}', 'absent')]);
      expect((await get(records, 'a'))?.rev).toBe(1);
    });

    test('of many writers on one revision exactly one succeeds', async () => {
      const records = await make();
      await records.transact([put('a')]);
      const tries = await Promise.allSettled(
        Array.from({ length: 8 }, (_, i) => records.transact([put('a', String(i), { rev: 1 })])),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await get(records, 'a'))?.rev).toBe(2);
    });

    test('query gives a prefix of one partition in UTF-8 order, both ways, whatever the page', async () => {
      const records = await make();
      const inOrder = ['B#', 'B#1', 'B#10', 'B#2', 'B#Z', 'B#a', 'B#é', 'B#\uFF5E', 'B#\u{1F600}'];
      for (const sk of [...inOrder].reverse()) await records.transact([put(sk)]);
      await records.transact([put('A#1'), put('C'), { op: 'put', pk: 'M#b', sk: 'B#1', json: '{}' }]);
      expect(await sortKeys(records, 'B#')).toEqual(inOrder);
      expect(await sortKeys(records, 'B#', { order: 'descending' })).toEqual([...inOrder].reverse());
      for (const limit of [1, 2, 3]) {
        expect(await sortKeys(records, 'B#', { limit })).toEqual(inOrder);
        expect(await sortKeys(records, 'B#', { limit, order: 'descending' })).toEqual([...inOrder].reverse());
      }
    });

    test('query with an empty prefix gives the whole partition', async () => {
      const records = await make();
      await records.transact([put('a'), put('b')]);
      expect(await sortKeys(records, '')).toEqual(['a', 'b']);
      expect(await sortKeys(records, 'nothing')).toEqual([]);
    });

    test('a record of RECORD_BYTES_MAX is stored, one byte more is refused by name', async () => {
      const records = await make();
      const room = RECORD_BYTES_MAX - recordBytes(put('a', ''));
      await records.transact([put('a', 'x'.repeat(room))]);
      expect((await get(records, 'a'))?.json).toHaveLength(room);
      const tooLarge = records.transact([put('a', 'x'.repeat(room + 1))]);
      await expect(tooLarge).rejects.toThrow(/M#a \/ a has 409601 bytes, the limit is 409600/);
    });

    test('a transaction of TRANSACTION_WRITES_MAX writes is stored, one more is refused', async () => {
      const records = await make();
      const writes = Array.from({ length: TRANSACTION_WRITES_MAX + 1 }, (_, i) => put(`n${i}`));
      await expect(records.transact(writes)).rejects.toThrow(RecordLimitExceeded);
      expect(await sortKeys(records, 'n')).toHaveLength(0);
      await records.transact(writes.slice(1));
      expect(await sortKeys(records, 'n')).toHaveLength(TRANSACTION_WRITES_MAX);
    });

    test('a transaction of TRANSACTION_BYTES_MAX bytes is stored, one byte more is refused', async () => {
      const records = await make();
      const share = RECORD_BYTES_MAX - recordBytes(put('n0', ''));
      const full = Array.from({ length: 10 }, (_, i) => put(`n${i}`, 'x'.repeat(share)));
      const rest = TRANSACTION_BYTES_MAX - 10 * RECORD_BYTES_MAX - recordBytes(put('nx', ''));
      await expect(records.transact([...full, put('nx', 'x'.repeat(rest + 1))])).rejects.toThrow(
        RecordLimitExceeded,
      );
      await records.transact([...full, put('nx', 'x'.repeat(rest))]);
      expect(await sortKeys(records, 'n')).toHaveLength(11);
    });

    test('a transaction of no writes, or of two on one record, is refused', async () => {
      const records = await make();
      await expect(records.transact([])).rejects.toThrow(RecordLimitExceeded);
      await expect(records.transact([put('a'), put('a')])).rejects.toThrow(/names M#a \/ a twice/);
    });
  });
}
