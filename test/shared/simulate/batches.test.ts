import { expect, test } from 'vitest';
import { batchName, separateLabels, splitIntoBatches } from '../../../shared/simulate/batches.ts';
import { makeTable } from '../../../shared/simulate/table.ts';

test('splitIntoBatches keeps the order, and the last batch holds what is left', () => {
  const stream = makeTable(['x'], [['1'], ['2'], ['3'], ['4'], ['5']]);
  const batches = splitIntoBatches(stream, 2).map(({ rows }) => rows.flat());
  expect(batches).toEqual([['1', '2'], ['3', '4'], ['5']]);
});

test('separateLabels takes the label out of the batch and keeps it beside the id', () => {
  const { batch, labels } = separateLabels(['y', 'id', 'x'], [['yes', 'r1', '5']], { id: 'id', label: 'y' });
  expect(batch).toEqual(makeTable(['id', 'x'], [['r1', '5']]));
  expect(labels).toEqual(makeTable(['id', 'y'], [['r1', 'yes']]));
});

test('batchName counts from 1 with as many digits as sorting by name needs', () => {
  expect(batchName('week', 0, 10)).toBe('week-01.csv');
  expect(batchName('batch', 17, 18)).toBe('batch-18.csv');
  expect(batchName('batch', 6, 1_000)).toBe('batch-0007.csv');
});
