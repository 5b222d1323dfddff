import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import type { CsvError } from '../../../shared/csv/csv-error.ts';
import { crc32 } from '../../../shared/input/gzip/crc32.ts';
import { inflateMembers } from '../../../shared/input/gzip/inflate-members.ts';
import { inflateWith, nodeZlib } from '../../../shared/input/gzip/inflate-with-zlib.ts';
import { openGzip } from '../../../shared/input/gzip/open-gzip.ts';
import { platformInflate } from '../../../shared/input/gzip/platform-inflate.ts';
import { openText } from '../../../shared/input/open-text.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { pieces, readAll, readError, utf8 } from '../csv/reading.ts';

const random = seededRandom(11);
const table = `a,b\n${Array.from({ length: 4_000 }, (_, i) => `${i},${random.uniform().toFixed(6)}\n`).join('')}`;
const gzip = (text: string) => new Uint8Array(gzipSync(text));
const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

test('crc32 is that of RFC 1952', () => {
  expect(crc32(utf8('123456789'))).toBe(0xcbf43926);
  expect(crc32(utf8('6789'), crc32(utf8('12345')))).toBe(0xcbf43926);
});

test('Node inflates in native code, a page without it in script', async () => {
  expect(await platformInflate()).not.toBe(inflateMembers);
  vi.stubGlobal('process', undefined);
  try {
    expect(await platformInflate()).toBe(inflateMembers);
  } finally {
    vi.unstubAllGlobals();
  }
});

describe('a CSV compressed with gzip', () => {
  test('reads as the CSV does, its offsets and lines those of the text', async () => {
    expect(await readAll(gzip(table))).toEqual(await readAll(table));
  });

  test('an error names the line in the text', async () => {
    const error = await readError(gzip('a,b\n1,2\n3,4,5\n'));
    expect([error.code, error.line]).toEqual(['row-too-long', 3]);
  });

  test('progress is told in bytes of the stored file', async () => {
    const told: number[] = [];
    const bytes = gzip(table);
    await readAll(bytes, { onProgress: (progress) => told.push(progress.bytes) });
    expect(told.at(-1)).toBe(bytes.length);
  });

  test('an empty one is an empty file', async () => {
    expect((await readError(gzip(''))).code).toBe('empty');
  });

  test.each([
    ['gzip twice', gzipSync(gzip(table)), 'gzip twice'],
    ['Parquet', gzipSync('PAR1 and so on'), 'a Parquet file inside a gzip file'],
  ])('%s inside is refused', async (_, bytes, words) => {
    expect((await readError(new Uint8Array(bytes))).message).toContain(words);
  });

  test('aborting ends the reading, also while the source is silent', async () => {
    const aborting = new AbortController();
    async function* silent() {
      yield gzip(table).subarray(0, 100);
      setTimeout(() => aborting.abort(new Error('enough')), 5);
      await new Promise(() => {});
    }
    const { chunks } = await openText(silent(), { name: 'x', signal: aborting.signal });
    await expect(textOf(chunks)).rejects.toThrow('enough');
  });

  test('whoever stops early closes the source', async () => {
    let closed = false;
    async function* source() {
      try {
        for (;;) yield gzip(table);
      } finally {
        closed = true;
      }
    }
    for await (const _ of openGzip(source(), 'x').chunks) break;
    expect(closed).toBe(true);
  });
});

describe.each([
  ['in native code', inflateWith(nodeZlib()!)],
  ['in script', inflateMembers],
])('inflated %s', (_, inflate) => {
  const open = (bytes: Uint8Array, cuts: readonly number[] = [], limits = {}) =>
    openGzip(pieces(bytes, cuts), 'june.csv.gz', {
      inflate,
      limits: { bytesMax: 1e9, ratioMax: 400, ratioFromBytes: 1e8, ...limits },
    }).chunks;
  const error = async (chunks: AsyncIterable<Uint8Array>) =>
    (await textOf(chunks).catch((reason: unknown) => reason)) as CsvError;

  test('a file comes out whole, however it is cut', async () => {
    const bytes = gzip(table);
    expect(await textOf(open(bytes))).toBe(table);
    const every = Array.from({ length: 400 }, (_, i) => i + 1);
    expect(await textOf(open(bytes, every))).toBe(table);
  });

  test('several members are one file, wherever they are cut', async () => {
    const members = joined(gzip('a,b\n'), gzip(''), gzip('1,2\n'), gzip(table));
    for (let cut = 1; cut < 80; cut++) expect(await textOf(open(members, [cut]))).toBe(`a,b\n1,2\n${table}`);
  });

  test('a header with a name and a comment is read over', async () => {
    const bytes = gzip('a\n1\n');
    const named = joined(
      bytes.subarray(0, 3),
      Uint8Array.of(0x18),
      bytes.subarray(4, 10),
      utf8('june.csv\0why\0'),
      bytes.subarray(10),
    );
    expect(await textOf(open(named))).toBe('a\n1\n');
  });

  test('cut short anywhere it is refused', async () => {
    const bytes = joined(gzip('a,b\n1,2\n'), gzip('3,4\n'));
    const firstEnds = gzip('a,b\n1,2\n').length;
    for (let length = 1; length < bytes.length; length++) {
      if (length === firstEnds) continue;
      const { code, message } = await error(open(bytes.subarray(0, length)));
      expect([length, code, message]).toEqual([length, 'damaged', expect.stringContaining('gzip -t')]);
    }
  });

  test('with a bit turned anywhere behind its header it is refused, or the bit means nothing', async () => {
    const text = 'a,b\n1,2\n3,4\n5,6\n';
    const bytes = gzip(text);
    let refused = 0;
    for (let at = 10; at < bytes.length; at++) {
      const turned = bytes.slice();
      turned[at]! ^= 1 << (at % 8);
      const outcome = await textOf(open(turned)).catch(({ code }: CsvError) => code);
      if (outcome !== text) expect([at, outcome]).toEqual([at, 'damaged']);
      if (outcome !== text) refused++;
    }
    expect(refused).toBeGreaterThanOrEqual(bytes.length - 12);
  });

  test('a bomb is refused at INFLATED_RATIO_MAX, and what is as dense but small is not', async () => {
    const bomb = gzip('0'.repeat(2_000_000));
    const { code, message } = await error(open(bomb, [], { ratioFromBytes: 1_000_000 }));
    expect([code, message]).toEqual([
      'limit',
      expect.stringContaining('400 times its size (INFLATED_RATIO_MAX)'),
    ]);
    expect(await textOf(open(bomb, [], { ratioFromBytes: 2_000_000 }))).toHaveLength(2_000_000);
  });

  test('INFLATED_BYTES_MAX: as many are read, one more is refused', async () => {
    const bytes = gzip(table);
    expect(await textOf(open(bytes, [], { bytesMax: table.length }))).toBe(table);
    const { code, message } = await error(open(bytes, [], { bytesMax: table.length - 1 }));
    expect([code, message]).toEqual(['limit', expect.stringContaining('INFLATED_BYTES_MAX')]);
  });

  test('a source that fails is no damage of the file', async () => {
    async function* failing() {
      yield gzip(table).subarray(0, 50);
      throw new Error('connection reset');
    }
    await expect(textOf(openGzip(failing(), 'x', { inflate }).chunks)).rejects.toThrow(/^connection reset$/);
  });
});
