import { describe, expect, test } from 'vitest';
import { VALUES_MIN } from '../../../shared/config/limits.ts';
import { ksFloor } from '../../../shared/stats/effects.ts';
import { normalValues } from './example-report.ts';
import { driftedOf, featureOf, reportOf } from './report-of.ts';

const repeat = (value: string | number, times: number) => new Array<string | number>(times).fill(value);
/** `of('a', 3, 'b', 2)` is a, a, a, b, b. */
const of = (...pairs: (string | number)[]) =>
  pairs.flatMap((value, i) => (i % 2 === 0 ? repeat(value, Number(pairs[i + 1])) : []));
const normal = (seed: number, count: number, mean = 0) => normalValues(seed, count, mean, 1);

describe('a rare category', () => {
  const baseline = { k: of('a', 7000, 'b', 2900, 'c', 99, 'd', 1) };

  test('that is new and takes a twentieth of a small batch is drift, though its expected count is below 5', async () => {
    const report = await reportOf(baseline, { k: of('a', 133, 'b', 55, 'c', 2, 'new', 10) });
    expect(featureOf(report, 'k')).toMatchObject({ test: 'fisher', method: 'exact', drifted: true });
  });

  test('that comes as often as before is none, however the others are merged', async () => {
    const report = await reportOf(baseline, { k: of('a', 140, 'b', 58, 'c', 2) });
    expect(featureOf(report, 'k')).toMatchObject({ drifted: false, pValue: 1 });
  });
});

describe('a number', () => {
  test('drifts by a large enough D, and its floor is minEffect', async () => {
    const report = await reportOf({ x: normal(1, 1000) }, { x: normal(2, 1000, 0.5) });
    const x = featureOf(report, 'x');
    expect(x).toMatchObject({
      test: 'ks',
      method: 'exact',
      type: 'numeric',
      drifted: true,
      direction: 'higher',
    });
    expect(x.effect).toEqual({ name: 'ks-distance', value: x.statistic, threshold: 0.1 });
  });

  test('does not drift by a change that is significant and too small to matter', async () => {
    const columns = [{ x: normal(1, 5000) }, { x: normal(2, 5000, 0.15) }] as const;
    const report = await reportOf(...columns);
    const x = featureOf(report, 'x');
    expect(x.pAdjusted).toBeLessThan(0.001);
    expect(x.statistic).toBeLessThan(0.1);
    expect(report.verdict).toBe('ok');
    expect((await reportOf(...columns, { minEffect: 0.02 })).verdict).toBe('drift');
  });

  test('of a small baseline must drift beyond the error of the baseline itself', async () => {
    const report = await reportOf({ x: normal(1, 100) }, { x: normal(2, 20_000, 0.25) });
    const x = featureOf(report, 'x');
    expect(x.effect.threshold).toBe(ksFloor(1, 100));
    expect(x.effect.threshold).toBeGreaterThan(x.statistic);
    expect(x.pAdjusted).toBeLessThan(0.05);
    expect(x.drifted).toBe(false);
  });

  test('has its p-value by the asymptotic distribution above 10,000 rows', async () => {
    const report = await reportOf({ x: normal(1, 500) }, { x: normal(2, 10_001) });
    expect(featureOf(report, 'x').method).toBe('asymptotic');
  });
});

describe('a category', () => {
  test('of two levels is tested by Fisher, of more by chi-squared', async () => {
    const report = await reportOf(
      { two: of('a', 60, 'b', 60), three: of('a', 40, 'b', 40, 'c', 40) },
      { two: of('a', 20, 'b', 100), three: of('a', 10, 'b', 10, 'c', 100) },
    );
    expect(featureOf(report, 'two')).toMatchObject({ test: 'fisher', method: 'exact', drifted: true });
    expect(featureOf(report, 'three')).toMatchObject({
      test: 'chi-squared',
      method: 'asymptotic',
      drifted: true,
    });
  });

  test('whose rare levels are merged into two groups is tested by Fisher', async () => {
    const report = await reportOf({ x: of('a', 90, 'b', 2, 'c', 2) }, { x: of('a', 90, 'b', 2, 'd', 2) });
    expect(featureOf(report, 'x').test).toBe('fisher');
  });

  test('drifts by a rare event that became common enough: 1 % → 4 %', async () => {
    const report = await reportOf({ event: of('no', 1980, 'yes', 20) }, { event: of('no', 1919, 'yes', 81) });
    const event = featureOf(report, 'event');
    expect(event.totalVariation).toBeLessThan(0.1);
    expect(event.effect).toMatchObject({ name: 'level-share-change', threshold: 0.2 });
    expect(event.drifted).toBe(true);
  });

  test('does not drift by 1 % → 2 %, however sure that is', async () => {
    const report = await reportOf(
      { event: of('no', 9900, 'yes', 100) },
      { event: of('no', 9800, 'yes', 200) },
    );
    const event = featureOf(report, 'event');
    expect(event.pAdjusted).toBeLessThan(0.001);
    expect(event.drifted).toBe(false);
  });

  test('of many levels has total variation by chance alone, which does not count', async () => {
    const levels = (seed: number) =>
      normal(seed, 1000).map((x) => `level-${Math.abs(Math.floor(x * 1e4)) % 40}`);
    const report = await reportOf({ x: levels(1) }, { x: levels(2) });
    const x = featureOf(report, 'x');
    expect(x.totalVariation).toBeGreaterThan(0.1);
    expect(x.effect.name).toBe('total-variation-beyond-chance');
    expect(x.effect.value).toBeLessThan(0.05);
    expect(x.drifted).toBe(false);
  });

  test('gathers all levels that the baseline does not have', async () => {
    const report = await reportOf(
      { x: of('a', 50, 'b', 50) },
      { x: [...of('a', 40, 'b', 20), ...'cdefghij'.repeat(5)] },
    );
    const x = featureOf(report, 'x');
    expect(x.bins).toEqual({
      kind: 'levels',
      levels: ['a', 'b', null],
      baseline: [50, 50, 0],
      current: [40, 20, 40],
    });
    expect(x.totalVariation).toBeCloseTo(0.4, 12);
    expect(x.drifted).toBe(true);
  });
});

describe('a missing rate', () => {
  const filled = normal(3, 400);
  const holes = (every: number) => filled.map((x, i) => (i % every === 0 ? null : x));

  test('drifts by Fisher, and makes its feature drift', async () => {
    const report = await reportOf({ x: filled, w: normal(4, 400) }, { x: holes(3), w: normal(4, 400) });
    const x = featureOf(report, 'x');
    expect(x).toMatchObject({ drifted: true, distributionDrifted: false, direction: 'none' });
    expect(x.missing).toMatchObject({ before: 0, after: 134 / 400, drifted: true });
    expect(driftedOf(report)).toEqual(['x']);
    expect(report.summary.driftedFeatures).toBe(1);
  });

  test('shares the correction with the distributions', async () => {
    const report = await reportOf({ x: filled, w: normal(4, 400) }, { x: holes(3), w: normal(4, 400) });
    const x = featureOf(report, 'x');
    // Three tests: two distributions and one missing rate; w has nothing missing.
    expect(x.missing.pAdjusted).toBeCloseTo(3 * x.missing.pValue!, 15);
    expect(featureOf(report, 'w').missing).toEqual({
      before: 0,
      after: 0,
      pValue: null,
      pAdjusted: null,
      effect: null,
      drifted: false,
    });
  });
});

describe('the correction', () => {
  const baseline = { a: normal(1, 300), b: normal(2, 300), c: normal(3, 300) };
  const production = { a: normal(4, 300, 0.5), b: normal(5, 300), c: normal(6, 300) };

  test.each([
    ['none', 1],
    ['holm', 3],
  ] as const)('%s multiplies the smallest of three p-values by %d', async (correction, factor) => {
    const report = await reportOf(baseline, production, { correction });
    const [smallest] = report.features.toSorted((x, y) => x.pValue - y.pValue);
    expect(smallest!.pAdjusted).toBeCloseTo(Math.min(1, factor * smallest!.pValue), 14);
  });

  test('alpha is what the adjusted p-value is held against', async () => {
    const strict = await reportOf(baseline, production, { alpha: 1e-9 });
    const lax = await reportOf(baseline, production, { alpha: 0.3 });
    expect(driftedOf(strict)).toEqual([]);
    expect(driftedOf(lax)).toContain('a');
  });
});

describe('plain-ks, the literal rule,', () => {
  const baseline = { x: normal(1, 5000), grade: of(1, 2500, 2, 2500), kind: of('a', 2500, 'b', 2500) };
  const production = { x: normal(2, 5000, 0.15), grade: of(1, 2000, 2, 2900, 3, 100), kind: of('a', 5000) };

  test('compares every number by KS, discrete ones too, and nothing else', async () => {
    const report = await reportOf(baseline, production, { rule: 'plain-ks' });
    expect(report.summary.totalFeatures).toBe(2);
    const grade = featureOf(report, 'grade');
    // F(1) is 0.5 in the baseline and 0.4 in production.
    expect(grade).toMatchObject({ type: 'discrete', test: 'ks', drifted: true });
    expect(grade.statistic).toBeCloseTo(0.1, 14);
    expect(grade.pAdjusted).toBe(grade.pValue);
  });

  test('calls any significant difference drift, however small', async () => {
    const report = await reportOf(baseline, production, { rule: 'plain-ks' });
    expect(featureOf(report, 'x')).toMatchObject({ drifted: true, effect: { threshold: 0 } });
    expect(featureOf(report, 'x').statistic).toBeLessThan(0.1);
  });

  test('is what every report counts beside its own verdict', async () => {
    const own = await reportOf(baseline, production);
    expect(own.summary.plainRule).toEqual({ tested: 2, drifted: 2, expectedByChance: 0.1 });
    const literal = await reportOf(baseline, production, { rule: 'plain-ks' });
    expect(literal.summary.plainRule).toEqual(own.summary.plainRule);
  });

  test('is never undecided', async () => {
    expect((await reportOf({ x: [1.5, 2.5, 3.5] }, { x: [1.5, 2.5] }, { rule: 'plain-ks' })).verdict).toBe(
      'ok',
    );
  });
});

describe('the verdict', () => {
  const baseline = { x: normal(1, 569), w: normal(2, 569) };

  test('is insufficient without drift, when the batch could not have shown one', async () => {
    const rows = (await reportOf(baseline, baseline)).summary.rowsForResolution!;
    const batch = (count: number) => ({ x: baseline.x.slice(0, count), w: baseline.w.slice(0, count) });
    expect((await reportOf(baseline, batch(rows))).verdict).toBe('ok');
    const tooSmall = await reportOf(baseline, batch(rows - 1));
    expect(tooSmall.verdict).toBe('insufficient');
    expect(tooSmall.summary.minDetectable).toBeGreaterThan(0.3);
    expect(tooSmall.summary.alert).toBe(false);
  });

  test('is drift at any size from VALUES_MIN on when drift is significant, and never below', async () => {
    const verdictAt = async (rows: number) =>
      (await reportOf(baseline, { x: repeat(50, rows), w: normal(3, rows) })).verdict;
    expect(await verdictAt(VALUES_MIN)).toBe('drift');
    expect(await verdictAt(VALUES_MIN - 1)).toBe('insufficient');
  });

  test('leaves out of it a feature with fewer values than that, however many rows', async () => {
    const sparse = (value: (i: number) => number) =>
      normal(1, 300).map((_, i) => (i < VALUES_MIN - 1 ? value(i) : null));
    const report = await reportOf(
      { x: [...normal(1, 200), ...repeat('', 5000)], w: normal(2, 5200) },
      { x: sparse(() => 50), w: normal(3, 300) },
    );
    const x = featureOf(report, 'x');
    expect(x.pAdjusted).toBeLessThan(0.001);
    expect(x.distributionDrifted).toBe(false);
  });

  test('is drift below the alert level too, but raises no alert', async () => {
    const drifting = { x: normal(3, 569, 2), w: baseline.w };
    const report = await reportOf(baseline, drifting, { alert: { minDriftedFeatures: 2 } });
    expect(report.verdict).toBe('drift');
    expect(report.summary).toMatchObject({ driftedFeatures: 1, driftPercentage: 50, alert: false });
  });

  test('asks for a larger baseline when no batch could ever show the resolution', async () => {
    const small = { x: normal(1, 20) };
    const report = await reportOf(small, { x: normal(2, 5000) });
    expect(report).toMatchObject({ verdict: 'insufficient', summary: { rowsForResolution: null } });
    expect(report.findings.map(({ code }) => code)).toContain('enlarge-baseline');
  });

  test('is decided by the median feature: one that is nearly empty does not leave a batch undecided', async () => {
    const sparse = (seed: number) => normal(seed, 569).map((x, i) => (i % 100 === 0 ? x : null));
    const report = await reportOf({ ...baseline, z: sparse(5) }, { ...baseline, z: sparse(6) });
    expect(report.verdict).toBe('ok');
    expect(report.findings).toContainEqual(
      expect.objectContaining({ code: 'too-few-values', column: 'z', severity: 'notice' }),
    );
  });
});

describe('features are ordered', () => {
  test('the drifted first, the strongest first among them', async () => {
    const report = await reportOf(
      { calm: normal(1, 500), weak: normal(2, 500), strong: normal(3, 500), kind: of('a', 250, 'b', 250) },
      {
        calm: normal(4, 500),
        weak: normal(5, 500, 0.6),
        strong: normal(6, 500, 2),
        kind: of('a', 25, 'b', 475),
      },
    );
    expect(report.features.map(({ name }) => name)).toEqual(['strong', 'kind', 'weak', 'calm']);
  });
});
