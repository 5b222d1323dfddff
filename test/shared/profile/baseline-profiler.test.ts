import { describe, expect, it } from 'vitest';
import { BaselineProfiler } from '../../../shared/profile/baseline-profiler.ts';
import type { NumericFeatureProfile } from '../../../shared/profile/profile.ts';
import { PROFILE_LIMITS } from '../../../shared/profile/profile-limits.ts';
import { profileColumns, range, repeat, settingsOf, textBlock } from './fixtures.ts';

describe('roles', () => {
  const columns = ['key', 'when', 'noise', 'answer', 'x'].map((name) => [name, range(20)] as const);

  it('from the settings are not tested', () => {
    const profile = profileColumns(columns, {
      id: 'key',
      timestamp: 'when',
      ignore: ['noise'],
      label: 'answer',
    });
    expect(profile.features.map(({ name }) => name)).toEqual(['x']);
    expect(profile.others).toEqual([
      { name: 'key', role: 'id' },
      { name: 'when', role: 'timestamp' },
      { name: 'noise', role: 'ignored' },
      { name: 'answer', role: 'label' },
    ]);
    expect(profile.notices).toEqual([]);
  });

  it('the first column named like a label is taken for it, with a notice that says how to test it', () => {
    const profile = profileColumns([
      ['x', range(20)],
      ['Target', repeat(10, 'a', 'b')],
      ['class', repeat(20, 'c')],
    ]);
    expect(profile.others).toEqual([{ name: 'Target', role: 'label' }]);
    expect(profile.features.map(({ name }) => name)).toEqual(['x', 'class']);
    expect(profile.notices).toMatchObject([{ code: 'label-inferred', column: 'Target' }]);
    expect(profile.notices[0]?.message).toContain('declare its type under `types`');
  });

  it('a label is not inferred where one is given, or where the type is declared', () => {
    const both = [
      ['target', repeat(20, 'a')],
      ['y_real', repeat(20, 'b')],
    ] as const;
    expect(profileColumns(both, { label: 'y_real' }).features.map(({ name }) => name)).toEqual(['target']);
    expect(profileColumns(both, { types: { target: 'categorical' } }).others).toEqual([]);
  });

  it('a label or a type of a column that does not exist is refused; production alone may have the others', () => {
    expect(() => profileColumns(columns, { label: 'anwser' })).toThrow('Did you mean "answer"?');
    expect(() => profileColumns(columns, { types: { y: 'numeric' } })).toThrow('"types"');
    const settings = { id: 'row', timestamp: 'at', ignore: ['score'] };
    expect(profileColumns(columns, settings).others).toEqual([{ name: 'key', role: 'id' }]);
  });

  it('types of columns called like object properties are not inherited', () => {
    const profile = profileColumns([
      ['constructor', ['1', '2.5']],
      ['toString', ['a', 'b']],
    ]);
    expect(profile.features.map(({ type }) => type)).toEqual(['numeric', 'categorical']);
  });
});

describe('blocks', () => {
  it('add up to the profile of the whole, whatever their size', () => {
    const columns = [
      ['n', range(200, (i) => (i % 9 === 0 ? 'bad' : String((i * 37) % 101)))],
      ['c', range(200, (i) => 'abc'[i % 3]!)],
    ] as const;
    const settings = settingsOf({ types: { n: 'numeric' } });
    const profiles = [1, 7, 200].map((size) => {
      const profiler = new BaselineProfiler(['n', 'c'], settings);
      const whole = textBlock(columns);
      for (let from = 0; from < 200; from += size) {
        profiler.add({
          rows: Math.min(size, 200 - from),
          rowOffsets: whole.rowOffsets.slice(from, from + size),
          rowLines: whole.rowLines.slice(from, from + size),
          columns: whole.columns.map((cells) => cells.slice(from, from + size)),
        });
      }
      return profiler.finish();
    });
    expect(profiles[0]!.rows).toBe(200);
    expect(profiles[0]!.features[0]!.unparsable).toMatchObject({ count: 23, examples: { length: 5 } });
    expect(profiles[1]).toEqual(profiles[0]);
    expect(profiles[2]).toEqual(profiles[0]);
  });
});

describe('limits', () => {
  const twoColumns = [
    ['a', range(50)],
    ['b', range(50)],
    ['text', repeat(50, 'x')],
  ] as const;

  it('as many numeric cells as baselineCellsMax are held, and one more is refused with a way out', () => {
    expect(profileColumns(twoColumns, {}, { baselineCellsMax: 100 }).rows).toBe(50);
    const profiler = new BaselineProfiler(
      ['a'],
      settingsOf(),
      { ...PROFILE_LIMITS, baselineCellsMax: 9 },
      'train.csv',
    );
    expect(() => profiler.add(textBlock([['a', range(10)]]))).toThrow(
      'train.csv: a baseline may have at most 9 numeric cells (BASELINE_CELLS_MAX), and 10 rows have 10. Take a random sample of its rows, or leave columns out with `ignore` in the settings.',
    );
  });

  it('features share profileValuesMax: small ones stay whole, large ones are reduced evenly', () => {
    const columns = [
      ['small', range(1_000, (i) => String(i % 50))],
      ['large', range(1_000)],
      ['larger', range(1_000, (i) => String(i / 7))],
    ] as const;
    const whole = profileColumns(columns, {}, { profileValuesMax: 2_050 });
    expect(whole.features).toMatchObject([
      { reductionError: 0 },
      { reductionError: 0 },
      { reductionError: 0 },
    ]);
    const features = profileColumns(columns, {}, { profileValuesMax: 450 })
      .features as NumericFeatureProfile[];
    expect(features.map(({ values }) => values.length)).toEqual([50, 200, 200]);
    expect(features.map(({ count, cumulative }) => [count, cumulative.at(-1)])).toEqual(
      Array(3).fill([1_000, 1_000]),
    );
    expect(features[1]!.reductionError).toBeCloseTo(0.005, 3);
  });
});
