import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BatchRecord, batchKey, batchSchema } from '../../../functions/records/batch-record.ts';
import { getRecord, putRecord } from '../../../functions/records/record.ts';
import { windowBatches } from '../../../functions/retrain/window-batches.ts';
import type { World } from '../world.ts';
import { answersTo, BATCH, driftingWorld, retrainings } from './drifting-world.ts';

let world: World;
beforeEach(async () => {
  world = await driftingWorld();
});
afterEach(() => world.close());

/** The record of the drifting batch, as if the file had so many rows. */
async function pretendRows(rows: number): Promise<BatchRecord & { state: 'judged' }> {
  const [row] = await world.ports.records
    .query('M#default', 'BATCH#', { limit: 1 })
    .then(({ records }) => records);
  const key = batchKey('default', row!.sk);
  const stored = await getRecord(world.ports.records, key, batchSchema);
  if (stored?.value.state !== 'judged') throw new Error('The batch was not judged.');
  const value = { ...stored.value, rows };
  await world.ports.records.transact([putRecord(key, value)]);
  return value;
}

test('a batch of 2,000,000 rows is gathered', async () => {
  const { order } = await pretendRows(2_000_000);
  const found = await windowBatches(world.ports.records, 'default', { since: order, incident: 'i' });
  expect(found).toMatchObject([{ batch: { rows: 2_000_000 } }]);
});

test('one of a row more is refused by its name, rather than taken for one without labels', async () => {
  await pretendRows(2_000_001);
  await world.upload('labels/default/all.csv', answersTo(BATCH));
  expect(await retrainings(world)).toMatchObject([
    { state: 'refused', refusal: expect.stringContaining('production/drifted.csv has 2,000,001 rows') },
  ]);
  expect(world.alertCounts()).toMatchObject({ 'retrain.refused': 1 });
});
