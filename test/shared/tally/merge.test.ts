import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEW_CATEGORIES_MAX, NEW_VALUES_MAX, SAMPLE_ROWS_MAX } from '../../../shared/config/limits.ts';
import type { ColumnBlock, UnparsableCells } from '../../../shared/csv/blocks.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { addBlock, createTally } from '../../../shared/tally/batch-tally.ts';
import { mergeTallies } from '../../../shared/tally/merge.ts';
import type { LevelTally, NumericTally, Tally } from '../../../shared/tally/tally.ts';
import { tallyToJson } from '../../../shared/tally/tally-json.ts';
import { awkwardName, cellsOfNumbers, seeded } from './arbitrary.ts';
import { levelFeature, numericFeature, profileOf } from './fixtures.ts';

const profile = profileOf(
  numericFeature([-3, -1, -1, 0, 0.5, 2, 2, 2, 4, Infinity]),
  levelFeature({ a: 5, b: 3, constructor: 2 }),
  numericFeature([1, 2], { name: 'not in the batch' }),
);

interface Row {
  readonly offset: number;
  readonly number: number;
  readonly level: string | null;
}

const rowsFrom = (cells: readonly number[], level: (i: number) => string | null): Row[] =>
  cells.map((number, i) => ({ offset: 37 * i, number, level: level(i) }));

/** NaN stands for a cell that did not parse, so that its examples have to be merged too. */
function blockOfRows(rows: readonly Row[]): ColumnBlock {
  const bad = rows.filter(({ number }) => Number.isNaN(number));
  const unparsable: UnparsableCells = {
    count: bad.length,
    examples: bad
      .map(({ offset }): [number, string] => [offset, `bad ${offset}`])
      .sort(([a], [b]) => a - b)
      .slice(0, 5),
  };
  return {
    rows: rows.length,
    rowOffsets: Float64Array.from(rows, ({ offset }) => offset),
    columns: [
      { kind: 'number', values: Float64Array.from(rows, ({ number }) => number), unparsable },
      { kind: 'level', values: rows.map(({ level }) => level), unparsable: { count: 0, examples: [] } },
      null,
    ],
  };
}

function tallyRows(rows: readonly Row[]): Tally {
  const tally = createTally(profile, ['x', 'level', 'surplus']);
  if (rows.length > 0) addBlock(tally, profile, blockOfRows(rows));
  return tally;
}

/** Everything but the floating-point sums, in a canonical order. */
function exactState(tally: Tally): string {
  const features = tally.features.map((feature) =>
    feature.kind === 'numeric' ? { ...feature, gapSums: feature.gapSums.map(() => 0) } : feature,
  );
  return tallyToJson({ ...tally, features });
}

const numeric = (tally: Tally) => tally.features[0] as NumericTally;
const level = (tally: Tally) => tally.features[1] as LevelTally;

function expectSameTally(actual: Tally, expected: Tally): void {
  expect(exactState(actual)).toBe(exactState(expected));
  numeric(actual).gapSums.forEach((sum, i) => {
    const exact = numeric(expected).gapSums[i]!;
    if (Number.isFinite(exact))
      expect(Math.abs(sum - exact)).toBeLessThanOrEqual(Math.max(1e-9, 1e-9 * Math.abs(exact)));
  });
}

const moderate = fc.array(
  fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    fc.constant(Number.NaN),
  ),
  { minLength: 1, maxLength: 80 },
);
const splits = fc.array(fc.nat(3), { minLength: 80, maxLength: 80 });
const names = fc.array(fc.option(awkwardName, { freq: 5 }), { minLength: 80, maxLength: 80 });

describe('mergeTallies(a, b)', () => {
  it('equals the tally of the whole for any split into parts, in any order of merging', () => {
    fc.assert(
      fc.property(
        fc.oneof(moderate, cellsOfNumbers),
        names,
        splits,
        fc.boolean(),
        (cells, levels, part, backwards) => {
          const rows = rowsFrom(cells, (i) => levels[i]!);
          const parts = [0, 1, 2, 3].map((p) => tallyRows(rows.filter((_, i) => part[i] === p)));
          if (backwards) parts.reverse();
          const merged = parts.reduce(mergeTallies);
          expect(exactState(merged)).toBe(exactState(tallyRows(rows)));
        },
      ),
      seeded,
    );
  });

  it('adds the sums of each gap up to rounding', () => {
    fc.assert(
      fc.property(moderate, splits, (cells, part) => {
        const rows = rowsFrom(cells, () => null);
        const parts = [0, 1, 2, 3].map((p) => tallyRows(rows.filter((_, i) => part[i] === p)));
        expectSameTally(parts.reduce(mergeTallies), tallyRows(rows));
      }),
      seeded,
    );
  });

  it('equals the whole beyond every limit: sampled rows, new values, new levels', () => {
    const random = seededRandom(11);
    const cells = Array.from({ length: 3 * SAMPLE_ROWS_MAX }, () => random.normal());
    const rows = rowsFrom(cells, () => `new ${random.integer(4 * NEW_CATEGORIES_MAX)}`);
    const whole = tallyRows(rows);
    const parts = [0, 1, 2, 3, 4].map((p) => tallyRows(rows.filter((_, i) => (i * i) % 5 === p)));
    expectSameTally(parts.reduce(mergeTallies), whole);
    expect(whole.sample.hashes).toHaveLength(SAMPLE_ROWS_MAX);
    expect(numeric(whole).newValues).toBeNull();
    expect(level(whole).newLevels.size).toBe(NEW_CATEGORIES_MAX);
    expect(level(whole).newCount).toBe(rows.length);
  });

  it('keeps exactly NEW_VALUES_MAX new values and gives up at one more, also when only the union has it', () => {
    const distinct = (from: number, to: number) =>
      tallyRows(
        rowsFrom(
          Array.from({ length: to - from }, (_, i) => 100 + from + i),
          () => null,
        ),
      );
    const half = NEW_VALUES_MAX / 2;
    expect(
      numeric(mergeTallies(distinct(0, half), distinct(half, NEW_VALUES_MAX))).newValues?.keys.length,
    ).toBe(1000);
    expect(numeric(mergeTallies(distinct(0, half), distinct(half, NEW_VALUES_MAX + 1))).newValues).toBeNull();
    expect(numeric(distinct(0, NEW_VALUES_MAX)).newValues?.keys.length).toBe(1000);
    expect(numeric(distinct(0, NEW_VALUES_MAX + 1)).newValues).toBeNull();
  });

  it('changes neither part', () => {
    const a = tallyRows(rowsFrom([1, 2, 100], () => 'new'));
    const b = tallyRows(rowsFrom([3, 100, 200], () => 'newer'));
    const before = [tallyToJson(a), tallyToJson(b)];
    mergeTallies(a, b);
    expect([tallyToJson(a), tallyToJson(b)]).toEqual(before);
  });

  it('says the same notice of two parts once', () => {
    const notice = {
      code: 'unnamed-column',
      column: 'Unnamed: 3',
      message: 'Column 4 has no name.',
    } as const;
    const part = { ...tallyRows([]), notices: [notice] };
    expect(mergeTallies(part, part).notices).toEqual([notice]);
  });

  it('refuses tallies made against different profiles', () => {
    const other = createTally(profileOf(numericFeature([1, 2, 3])), ['x']);
    expect(() => mergeTallies(tallyRows([]), other)).toThrow('3 and 1 features');
    const narrower = createTally(profileOf(numericFeature([1]), ...profile.features.slice(1)), ['x']);
    expect(() => mergeTallies(tallyRows([]), narrower)).toThrow('make both against the same profile');
  });
});

describe('a tally', () => {
  it('does not depend on the order of rows or on the size of blocks', () => {
    fc.assert(
      fc.property(
        cellsOfNumbers,
        names,
        fc.integer({ min: 1, max: 20 }),
        fc.integer(),
        (cells, levels, size, seed) => {
          const rows = rowsFrom(cells, (i) => levels[i]!);
          const random = seededRandom(seed);
          const shuffled = rows.map((row) => ({ row, key: random.uniform() }));
          shuffled.sort((a, b) => a.key - b.key);
          const tally = createTally(profile, ['x', 'level', 'surplus']);
          for (let from = 0; from < rows.length; from += size) {
            addBlock(tally, profile, blockOfRows(shuffled.slice(from, from + size).map(({ row }) => row)));
          }
          expect(exactState(tally)).toBe(exactState(tallyRows(rows)));
        },
      ),
      seeded,
    );
  });
});
