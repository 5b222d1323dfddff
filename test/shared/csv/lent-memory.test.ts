import { expect, it } from 'vitest';
import { openCsv } from '../../../shared/csv/open-csv.ts';
import { readRows } from '../../../shared/csv/row-reader.ts';
import { utf8 } from './reading.ts';

const COLUMNS = 9_000;
const CHUNK_BYTES = 262_144;

/** Chunks of two of Node's buffers in turn, each read while the one before is lent, as a file is read. */
async function* fileLike(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  const buffers = [Buffer.alloc(CHUNK_BYTES), Buffer.alloc(CHUNK_BYTES)] as const;
  const chunks = Math.ceil(bytes.length / CHUNK_BYTES);
  const read = (i: number) =>
    buffers[i % 2 === 0 ? 0 : 1].set(bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES));
  read(0);
  for (let i = 0; i < chunks; i++) {
    read(i + 1);
    yield buffers[i % 2 === 0 ? 0 : 1].subarray(0, bytes.length - i * CHUNK_BYTES);
  }
}

it('a header longer than the memory that a file is read into is read with the rows behind it', async () => {
  const names = Array.from({ length: COLUMNS }, (_, i) => String(i).padStart(85, 'long name '));
  const row = names.map((_, i) => String(i)).join(',');
  const bytes = utf8(`${names.join(',')}\n${`${row}\n`.repeat(40)}`);
  // The first row begins in the third chunk and ends in the fourth.
  expect(names.join(',').length).toBeLessThan(3 * CHUNK_BYTES);
  expect(names.join(',').length + row.length).toBeGreaterThan(3 * CHUNK_BYTES);
  const opened = await openCsv(fileLike(bytes), { name: 'wide.csv' });
  let rows = 0;
  for await (const block of readRows(opened)) {
    rows += block.rows;
    expect(block.columns[COLUMNS - 1]).toEqual(Array.from({ length: block.rows }, () => String(COLUMNS - 1)));
  }
  expect(rows).toBe(40);
});
