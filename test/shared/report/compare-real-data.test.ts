import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../../shared/report/report.ts';
import { knownValues, relativeError } from '../../known-values/known-values.ts';
import { driftedOf, featureOf, reportOfFiles } from './report-of.ts';

const BREAST_CANCER = { id: 'id', label: 'diagnosis' };
const OBESITY = { id: 'id', label: 'NObeyesdad' };
const LOANS = { id: 'id', label: 'approved' };
const two = (n: number) => String(n).padStart(2, '0');

describe('the Breast Cancer pair, its first five features × 1.25', () => {
  let report: Report;
  beforeAll(async () => {
    report = await reportOfFiles('breast-cancer/baseline.csv', 'breast-cancer/production.csv', BREAST_CANCER);
  });

  test('has 5 of 30 features drifted, which raises an alert', () => {
    expect(report.verdict).toBe('drift');
    expect(report.summary).toEqual({
      totalFeatures: 30,
      driftedFeatures: 5,
      driftPercentage: 16.67,
      alert: true,
      plainRule: { tested: 30, drifted: 5, expectedByChance: 1.5 },
      minDetectable: expect.closeTo(Math.sqrt(2 / 569) * (Math.sqrt(Math.log(60 / 0.05) / 2) + 0.42), 12),
      rowsForResolution: 66,
    });
    expect([report.baseline.rows, report.current.rows]).toEqual([569, 569]);
  });

  test('names the five, the strongest first, each higher and multiplied by 1.25', () => {
    expect(driftedOf(report)).toEqual([
      'smoothness_mean',
      'radius_mean',
      'perimeter_mean',
      'texture_mean',
      'area_mean',
    ]);
    for (const feature of report.features.slice(0, 5)) {
      expect(feature.direction).toBe('higher');
      expect(feature.hint).toContain('multiplied by about 1.25');
      expect(feature.typical.after).toBeCloseTo(1.25 * Number(feature.typical.before), 3);
    }
  });

  test('says nothing of the features that did not change', () => {
    for (const feature of report.features.slice(5)) {
      expect(feature).toMatchObject({
        drifted: false,
        direction: 'none',
        hint: null,
        pValue: 1,
        statistic: 0,
      });
    }
    expect(report.findings).toEqual([]);
  });
});

test.each([
  ['breast-cancer/baseline.csv', BREAST_CANCER, 30],
  ['obesity/baseline.csv', OBESITY, 16],
  ['loans/baseline.csv', LOANS, 3],
])('%s against itself is ok, every p-value 1', async (file, settings, features) => {
  const report = await reportOfFiles(file, file, settings);
  expect(report.verdict).toBe('ok');
  expect(report.summary).toMatchObject({ totalFeatures: features, driftedFeatures: 0, alert: false });
  for (const { pValue, psi, jensenShannon } of report.features)
    expect([pValue, psi, jensenShannon]).toEqual([1, 0, 0]);
});

test('the obesity weeks are ok until week 4; from week 5 on people are older, heavier and move less', async () => {
  for (let week = 1; week <= 10; week++) {
    const report = await reportOfFiles(
      'obesity/baseline.csv',
      `obesity/production/week-${two(week)}.csv`,
      OBESITY,
    );
    expect([week, report.verdict]).toEqual([week, week < 5 ? 'ok' : 'drift']);
    if (week < 5) continue;
    expect(driftedOf(report)).toEqual(expect.arrayContaining(['Age', 'Weight', 'FAF']));
    expect(['Age', 'Weight', 'FAF'].map((name) => featureOf(report, name).direction)).toEqual([
      'higher',
      'higher',
      'lower',
    ]);
  }
});

test('the first loan batch that drifts is batch 05, and only in the credit score', async () => {
  for (let batch = 1; batch <= 18; batch++) {
    const report = await reportOfFiles(
      'loans/baseline.csv',
      `loans/production/batch-${two(batch)}.csv`,
      LOANS,
    );
    expect([batch, report.verdict]).toEqual([batch, batch < 5 ? 'ok' : 'drift']);
    expect(driftedOf(report)).toEqual(batch < 5 ? [] : ['credit_score']);
  }
});

interface SampleData {
  readonly baseline: string;
  readonly production: string;
  readonly features: Readonly<
    Record<
      string,
      { test: string; statistic?: number; pValue: number; pAdjusted?: number; wasserstein?: number }
    >
  >;
}

describe.each(knownValues<SampleData>('sample-data'))('$production', ({ baseline, production, features }) => {
  const settings = { id: 'id', ignore: ['diagnosis', 'NObeyesdad', 'approved'] };

  test('has the statistics and p-values of SciPy', async () => {
    const report = await reportOfFiles(baseline, production, settings);
    expect(Object.keys(features).length).toBeGreaterThan(0);
    for (const [name, expected] of Object.entries(features)) {
      const feature = featureOf(report, name);
      expect([name, feature.test]).toEqual([name, expected.test]);
      expect(relativeError(feature.pValue, expected.pValue)).toBeLessThan(1e-9);
      if (expected.statistic !== undefined) {
        expect(Math.abs(feature.statistic - expected.statistic)).toBeLessThan(
          1e-12 * Math.max(1, expected.statistic),
        );
      }
      if (expected.pAdjusted !== undefined) {
        expect(relativeError(feature.pAdjusted, expected.pAdjusted)).toBeLessThan(1e-9);
      }
      if (expected.wasserstein !== undefined) {
        expect(feature.wasserstein!.low).toBeLessThanOrEqual(expected.wasserstein);
        expect(feature.wasserstein!.high).toBeGreaterThanOrEqual(expected.wasserstein);
      }
    }
  });
});
