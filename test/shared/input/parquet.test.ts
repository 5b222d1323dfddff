import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PARQUET_HELD_BYTES_MAX } from '../../../shared/config/limits.ts';
import { CsvError } from '../../../shared/csv/csv-error.ts';
import { openText } from '../../../shared/input/open-text.ts';
import { openParquet } from '../../../shared/input/parquet/open-parquet.ts';
import { bytesAsRanges, storedFile } from '../../../shared/input/stored-file.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { pieces, readAll, readError, utf8 } from '../csv/reading.ts';

const folder = new URL('../../known-values/parquet/', import.meta.url);
const file = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));

/** As one number is one number however it is written. */
const canonical = (rows: readonly (readonly (string | null)[])[]) =>
  rows.map((row) =>
    row.map((cell) => (cell === null || Number.isNaN(Number(cell)) ? cell : String(Number(cell)))),
  );

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

describe('a Parquet file that pyarrow wrote reads as the CSV of the same rows', async () => {
  const rows = await readAll(file('rows.csv'));
  const same = readdirSync(folder).filter((name) =>
    /^(codec-(?!brotli)|row-groups|small-pages|pages-v2|delta)/.test(name),
  );
  test.each(same)('%s', async (name) => {
    const read = await readAll(file(name));
    expect(read.header).toEqual(rows.header);
    expect(canonical(read.rows)).toEqual(canonical(rows.rows));
    expect(read.notices).toEqual([]);
  });

  test('required columns, without a place for nulls', async () => {
    const read = await readAll(file('required.parquet'));
    expect(read.rows).toEqual(rows.rows.map(([whole, , , , flag]) => [whole, flag]));
  });

  test('one column, where a null must not look like a blank line', async () => {
    const read = await readAll(file('one-column.parquet'));
    expect(canonical(read.rows)).toEqual(canonical(rows.rows.map((row) => [row[1]!])));
    expect(read.rows.filter(([cell]) => cell === null)).toHaveLength(24);
  });

  test('a line of a message is the row, behind a header', async () => {
    const text = await textOf((await openText(pieces(file('required.parquet')), { name: 'x' })).chunks);
    expect(text.split('\n').slice(0, 3)).toEqual(['"whole","flag"', '0,true', '41,false']);
  });
});

describe('types', async () => {
  const read = await readAll(file('types.parquet'));
  const expected = await readAll(file('types.csv'));
  test.each(expected.header.map((name, i) => [name, i] as const))('%s', (name, i) => {
    expect(read.header[i]).toBe(name);
    expect(read.rows.map((row) => row[i])).toEqual(expected.rows.map((row) => row[i]));
  });

  test('a moment of the deprecated INT96 is one in UTC', async () => {
    expect((await readAll(file('int96.parquet'))).rows).toEqual([['2024-02-29T13:05:09Z']]);
  });

  test('nested columns are left out, and named', () => {
    expect(read.header).toEqual(expected.header);
    expect(read.notices).toEqual([
      { code: 'nested-column-left-out', message: expect.stringContaining('2 columns') },
    ]);
    expect(read.notices[0]?.message).toContain('list, struct');
  });
});

describe('a Parquet file that cannot be read is refused', () => {
  test.each([
    ['codec-brotli.parquet', 'not-csv', 'compressed with BROTLI'],
    ['nested-only.parquet', 'not-csv', 'no column with one value a row'],
    ['no-rows.parquet', 'no-rows', 'a header and no rows'],
  ])('%s', async (name, code, words) => {
    const error = await readError(file(name));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  test('cut short anywhere, with a word on what is wrong', async () => {
    const whole = file('row-groups.parquet');
    for (let length = 4; length < whole.length; length += 97) {
      const error = await readError(whole.subarray(0, length));
      expect([error.code, error.message]).toEqual(['damaged', expect.stringMatching(/cut short/)]);
    }
  });

  test('one that is encrypted', async () => {
    const bytes = file('codec-none.parquet').slice();
    bytes.set(utf8('PARE'), bytes.length - 4);
    expect((await readError(bytes)).message).toContain('encrypted');
  });

  test('damaged anywhere: it is read or refused, and never ends in another error', async () => {
    const random = seededRandom(7);
    const outcomes = { read: 0, refused: 0 };
    for (const name of [
      'row-groups',
      'codec-snappy',
      'codec-zstd',
      'pages-v2',
      'delta',
      'codec-gzip',
      'codec-lz4',
    ]) {
      const whole = file(`${name}.parquet`);
      for (let round = 0; round < 60; round++) {
        const bytes = whole.slice();
        for (let i = 0; i < 3; i++) bytes[4 + random.integer(bytes.length - 8)] = random.integer(256);
        try {
          await readAll(bytes);
          outcomes.read++;
        } catch (error) {
          if (!(error instanceof CsvError)) throw error;
          outcomes.refused++;
        }
      }
    }
    expect(outcomes.refused).toBeGreaterThan(100);
    expect(outcomes.read).toBeGreaterThan(20);
  });
});

describe('a large Parquet file is read in parts', () => {
  /** The file with so many bytes that none of its readers would hold it: between its rows and its footer stands nothing. */
  function large(name: string) {
    const bytes = file(name);
    const asked: [number, number][] = [];
    const tail = 8 + new DataView(bytes.buffer, bytes.length - 8).getUint32(0, true);
    const size = PARQUET_HELD_BYTES_MAX + 1;
    const at = (offset: number) => {
      if (offset < bytes.length - tail) return bytes[offset]!;
      return offset < size - tail ? 0 : bytes[bytes.length - (size - offset)]!;
    };
    const read = async (start: number, end: number) => {
      asked.push([start, end]);
      return Uint8Array.from({ length: end - start }, (_, i) => at(start + i));
    };
    return { ranges: { size, read }, asked, bytes };
  }

  test('the same rows; no part is larger than it must be, and the source is read to its end', async () => {
    const { ranges, asked, bytes } = large('row-groups.parquet');
    let sourceEnded = false;
    async function* source() {
      yield bytes;
      sourceEnded = true;
    }
    const opened = await openParquet(source(), ranges, 'large.parquet');
    const small = await openText(pieces(bytes), { name: 'small.parquet' });
    expect(await textOf(opened.chunks)).toBe(await textOf(small.chunks));
    expect(sourceEnded).toBe(true);
    expect(asked).toHaveLength(2 + Math.ceil(400 / 77));
    expect(Math.max(...asked.map(([start, end]) => end - start))).toBeLessThan(bytes.length);
  });

  test('a failure to read is no damage of the file', async () => {
    const { ranges, bytes } = large('row-groups.parquet');
    const failing = { ...ranges, read: () => Promise.reject(new Error('connection reset')) };
    await expect(openParquet(pieces(bytes), failing, 'large.parquet')).rejects.toThrow(/^connection reset$/);
  });

  test('without parts it is refused, with the limit', async () => {
    async function* endless() {
      yield utf8('PAR1');
      for (;;) yield new Uint8Array(4_194_304);
    }
    const error = await openText(endless(), { name: 'standard input' }).catch((reason: unknown) => reason);
    expect((error as CsvError).message).toContain('PARQUET_HELD_BYTES_MAX');
  });

  test('whoever stops early closes the source', async () => {
    let closed = false;
    async function* source() {
      try {
        yield file('row-groups.parquet');
      } finally {
        closed = true;
      }
    }
    const { chunks } = await openText(storedFile(source(), bytesAsRanges(file('row-groups.parquet'))), {
      name: 'x',
    });
    for await (const _ of chunks) break;
    expect(closed).toBe(true);
  });
});
