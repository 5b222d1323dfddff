import { describe, expect, it } from 'vitest';
import { COLUMNS_MAX, SAMPLE_CELLS_MAX, SAMPLE_ROWS_MAX } from '../../../shared/config/limits.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { hashOffset, hashText } from '../../../shared/tally/hash.ts';
import {
  byOffset,
  bySmallestHash,
  emptySample,
  mergeSamples,
  type RowSample,
  sampleBlock,
} from '../../../shared/tally/row-sample.ts';
import { blockOf, levels, numbers } from './fixtures.ts';

const EMPTY = emptySample([{ type: 'numeric' }]);

/** Its rows, in the order of the file. */
const rowsOf = ({ offsets, columns }: RowSample) =>
  [...offsets.keys()]
    .sort((a, b) => offsets[a]! - offsets[b]!)
    .map((place) => columns.map((column) => column[place]));

const rows = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('the sample of rows', () => {
  it('holds every row, typed, while there are at most SAMPLE_ROWS_MAX', () => {
    const block = blockOf([numbers([1, Number.NaN, -0]), levels(['a', null, 'c']), null]);
    const empty = emptySample(['numeric', 'categorical', 'boolean', 'numeric'].map((type) => ({ type })));
    const sample = sampleBlock(empty, { ...block, columns: [...block.columns, null] });
    expect(rowsOf(sample)).toEqual([
      [1, 'a', null, Number.NaN],
      [Number.NaN, null, null, Number.NaN],
      [0, 'c', null, Number.NaN],
    ]);
    for (const count of [SAMPLE_ROWS_MAX, SAMPLE_ROWS_MAX + 1]) {
      expect(sampleBlock(EMPTY, blockOf([numbers(rows(count))])).hashes).toHaveLength(SAMPLE_ROWS_MAX);
    }
  });

  it('holds the rows whose offsets have the smallest hashes, ascending', () => {
    const sample = sampleBlock(EMPTY, blockOf([numbers(rows(10_000))]));
    const smallest = rows(10_000)
      .map((row) => hashOffset(10 * row))
      .sort((a, b) => a - b)
      .slice(0, SAMPLE_ROWS_MAX);
    expect([...sample.hashes]).toEqual(smallest);
    expect(sample.columns[0]).toEqual(sample.offsets.map((offset) => offset / 10));
  });

  it('puts rows in order by hash and by offset, also where numbers are equal or as large as they can be', () => {
    const random = seededRandom(5);
    for (const largest of [3, 1_000, 2 ** 40, 2 ** 53 - 1]) {
      for (const count of [0, 1, 2, 700, 4_096]) {
        const draw = () => Float64Array.from({ length: count }, () => Math.floor(random.uniform() * largest));
        const [hashes, offsets] = [draw(), draw()];
        const places = [...bySmallestHash({ hashes, offsets })];
        const expected = rows(count).sort(
          (a, b) => hashes[a]! - hashes[b]! || offsets[a]! - offsets[b]! || a - b,
        );
        expect(places).toEqual(expected);
        expect([...byOffset({ offsets })]).toEqual(rows(count).sort((a, b) => offsets[a]! - offsets[b]!));
      }
    }
  });

  it('draws from the whole batch evenly', () => {
    const sample = sampleBlock(EMPTY, blockOf([numbers(rows(100_000))]));
    const tenths = Array(10).fill(0);
    for (const offset of sample.offsets) tenths[Math.floor(offset / 100_000)]++;
    // 205 expected in each tenth; 4 standard deviations are 54.
    for (const count of tenths) expect(Math.abs(count - SAMPLE_ROWS_MAX / 10)).toBeLessThan(54);
  });

  it('holds fewer rows of very wide files, and the same ones however the file is split', () => {
    const wide = (from: number, count: number) => {
      const column = numbers(rows(count));
      return blockOf(Array(COLUMNS_MAX).fill(column), from);
    };
    const rowsMax = SAMPLE_CELLS_MAX / COLUMNS_MAX;
    const parts = [wide(0, rowsMax), wide(rowsMax, 50)];
    const empty = emptySample(Array(COLUMNS_MAX).fill({ type: 'numeric' }));
    const whole = sampleBlock(sampleBlock(empty, parts[0]!), parts[1]!);
    expect(whole.hashes).toHaveLength(rowsMax);
    const merged = mergeSamples(sampleBlock(empty, parts[0]!), sampleBlock(empty, parts[1]!));
    expect(merged.offsets).toEqual(whole.offsets);
    expect(merged.columns.at(-1)).toEqual(whole.columns[0]);
  });

  it('breaks a tie of hashes by offset', () => {
    const sample = (...offsets: number[]): RowSample => ({
      hashes: new Float64Array(offsets.length).fill(5),
      offsets: Float64Array.from(offsets),
      columns: [],
    });
    expect([...mergeSamples(sample(30, 10), sample(20)).offsets]).toEqual([10, 20, 30]);
  });
});

describe('hashOffset(offset)', () => {
  it('tells apart offsets that agree in their low or high 32 bits', () => {
    const offsets = [0, 1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 33, 2 ** 52, 2 ** 53 - 1];
    expect(new Set(offsets.map(hashOffset)).size).toBe(offsets.length);
    for (const offset of offsets) expect(Number.isSafeInteger(hashOffset(offset))).toBe(true);
  });

  it('never changes: stored samples depend on it', () => {
    expect([0, 300, 2 ** 40].map(hashOffset)).toMatchInlineSnapshot(`
      [
        5989913529446052,
        6831289090699613,
        1065232213270437,
      ]
    `);
    expect(['', 'new', '__proto__'].map(hashText)).toMatchInlineSnapshot(`
      [
        2752403051530328,
        8207484803529427,
        7422231560499055,
      ]
    `);
  });
});
