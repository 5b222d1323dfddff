import { describe, expect, test } from 'vitest';
import { normalValues } from './example-report.ts';
import { type Columns, driftedOf, featureOf, reportOf } from './report-of.ts';

const repeat = (value: string | number | null, times: number) =>
  new Array<string | number | null>(times).fill(value);
const xs = normalValues(1, 200, 0, 1);

describe('a constant column', () => {
  test('that stays constant does not drift', async () => {
    const report = await reportOf(
      { x: repeat(7, 200), k: repeat('a', 200) },
      { x: repeat(7, 90), k: repeat('a', 90) },
    );
    expect(report.verdict).toBe('ok');
    for (const { pValue, psi } of report.features) expect([pValue, psi]).toEqual([1, 0]);
  });

  test('that changes its value drifts', async () => {
    const report = await reportOf(
      { x: repeat(7, 200), k: repeat('a', 200) },
      { x: repeat(8, 90), k: repeat('b', 90) },
    );
    expect(driftedOf(report).toSorted()).toEqual(['k', 'x']);
  });

  test('declared numeric that changes its value drifts with D = 1', async () => {
    const report = await reportOf({ x: repeat(7, 200) }, { x: repeat(8, 90) }, { types: { x: 'numeric' } });
    expect(featureOf(report, 'x')).toMatchObject({
      test: 'ks',
      statistic: 1,
      drifted: true,
      direction: 'higher',
    });
  });

  test('that comes from a varying one is stuck', async () => {
    const report = await reportOf({ x: xs }, { x: repeat(0.5, 90) });
    expect(featureOf(report, 'x').hint).toBe('100 % of the values are 0.5: stuck, or a default filled in?');
  });
});

describe('little or nothing', () => {
  test('one row is insufficient', async () => {
    const report = await reportOf({ x: xs }, { x: [0.1] });
    expect(report.verdict).toBe('insufficient');
    expect(featureOf(report, 'x').rowsCurrent).toBe(1);
  });

  test('a handful of rows that drift are given no explanation: any would fit', async () => {
    const report = await reportOf({ x: xs }, { x: [50, 51, 52, 53, 54, 55, 56, 57, 58, 59] });
    expect(featureOf(report, 'x')).toMatchObject({ drifted: true, hint: null });
  });

  test('one row on both sides is insufficient', async () => {
    expect((await reportOf({ x: [1], k: ['a'] }, { x: [2], k: ['b'] })).verdict).toBe('insufficient');
  });

  test('one row in the baseline asks for a larger baseline', async () => {
    const report = await reportOf({ x: [1] }, { x: xs });
    expect(report.summary.rowsForResolution).toBeNull();
    expect(report.verdict).toBe('insufficient');
  });

  test('no value anywhere leaves nothing to compare, and says so', async () => {
    const report = await reportOf(
      { x: repeat(null, 50), z: repeat('NA', 50) },
      { x: repeat(null, 9), z: repeat('', 9) },
    );
    expect(report).toMatchObject({ verdict: 'insufficient', features: [], summary: { driftPercentage: 0 } });
    expect(report.findings[0]).toMatchObject({ severity: 'problem', code: 'too-few-values' });
    expect(report.findings[0]!.message).toMatch(/^Nothing was compared: every column/);
  });

  test('no feature at all leaves nothing to compare', async () => {
    const report = await reportOf({ label: ['a', 'b'] }, { label: ['a', 'b'] });
    expect(report.summary).toMatchObject({
      totalFeatures: 0,
      driftedFeatures: 0,
      alert: false,
      minDetectable: null,
    });
  });

  test('the plain rule without a number has nothing to compare, and says why', async () => {
    const report = await reportOf({ k: ['a', 'b'] }, { k: ['a', 'b'] }, { rule: 'plain-ks' });
    expect(report.findings[0]!.message).toMatch(/plain rule tests numbers alone/);
  });
});

describe('infinities', () => {
  const withInfinity = (values: readonly number[], every: number): (string | number)[] =>
    values.map((x, i) => (i % every === 0 ? 'inf' : i % every === 1 ? '-Infinity' : x));

  test('are values, and what cannot be a number in JSON is null', async () => {
    const report = await reportOf(
      { x: withInfinity(xs, 10) },
      { x: withInfinity(normalValues(2, 200, 0, 1), 3) },
    );
    const x = featureOf(report, 'x');
    // A third of production is −∞, a tenth of the baseline.
    expect(x.statistic).toBeGreaterThanOrEqual(67 / 200 - 20 / 200);
    expect(x).toMatchObject({
      drifted: true,
      wasserstein: null,
      range: { before: [null, null], after: [null, null] },
    });
    const everything = JSON.stringify(report, (_, value) => {
      if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
      return value as unknown;
    });
    expect(everything).not.toMatch(/Infinity/);
  });

  test('that are a third of the baseline leave edges and pictures finite', async () => {
    const report = await reportOf({ x: withInfinity(xs, 3) }, { x: withInfinity(xs, 10) });
    const { bins, picture } = featureOf(report, 'x');
    if (bins?.kind !== 'numeric') throw new Error('A number has numeric bins.');
    expect([...bins.edges, ...picture!.edges].every(Number.isFinite)).toBe(true);
  });

  test('alone on one side are no trouble', async () => {
    const report = await reportOf({ x: xs }, { x: repeat('inf', 60) });
    expect(featureOf(report, 'x')).toMatchObject({ statistic: 1, drifted: true, typical: { after: null } });
    expect((await reportOf({ x: repeat('inf', 200) }, { x: xs })).verdict).toBe('drift');
  });

  test('and the largest doubles are no trouble', async () => {
    const huge = xs.map((x) => (x > 0 ? 1.7e308 : -1.7e308));
    expect((await reportOf({ x: [...huge, ...xs] }, { x: [...xs, ...huge, ...huge] })).features).toHaveLength(
      1,
    );
  });
});

test('columns and levels called __proto__, constructor or toString are columns and levels like any other', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const columns = (level: (i: number) => string): Columns =>
    Object.fromEntries(names.map((name) => [name, xs.map((_, i) => level(i))]));
  const before = columns((i) => names[i % 2]!);
  const same = await reportOf(before, before);
  expect(same.verdict).toBe('ok');
  expect(same.features.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  const changed = await reportOf(
    before,
    columns((i) => names[2 + (i % 2)]!),
  );
  expect(driftedOf(changed).toSorted()).toEqual(names.toSorted());
  expect(({} as Record<string, unknown>).drifted).toBeUndefined();
});

test('a thousand features are compared, and one that drifts is found', async () => {
  const features = (seed: number, changed: number | null): Columns =>
    Object.fromEntries(
      Array.from({ length: 1000 }, (_, f) => [
        `f${f}`,
        normalValues(seed + f, 100, f === changed ? 3 : 0, 1),
      ]),
    );
  const report = await reportOf(features(1, null), features(5001, 500));
  expect(report.summary.totalFeatures).toBe(1000);
  expect(driftedOf(report)).toEqual(['f500']);
});
