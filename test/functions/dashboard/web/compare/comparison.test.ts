import { describe, expect, test } from 'vitest';
import { Comparison } from '../../../../../functions/dashboard/web/pages/compare/comparison.ts';
import { parseSettings } from '../../../../../shared/config/parse-settings.ts';
import { csvFile, numbersCsv } from './file.ts';

const settings = parseSettings({});
const read = () =>
  Comparison.read(
    {
      baseline: csvFile('before.csv', numbersCsv(300)),
      production: csvFile('after.csv', numbersCsv(300, 0.5)),
    },
    settings,
  );

describe('Comparison.read(files, settings)', () => {
  test('names the files in the report, with their digests and rows', async () => {
    const report = await (await read()).judge(settings);
    expect(report.baseline).toMatchObject({ uri: 'before.csv', rows: 300 });
    expect(report.current).toMatchObject({ uri: 'after.csv', rows: 300 });
    expect(report.current.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(report.features.filter(({ drifted }) => drifted).map(({ name }) => name)).toEqual(['a']);
  });

  test('judges as often as settings change, without the files', async () => {
    const comparison = await read();
    const strict = await comparison.judge(parseSettings({ minEffect: 0.6, resolution: 0.7 }));
    expect(strict.summary.driftedFeatures).toBe(0);
    expect((await comparison.judge(settings)).summary.driftedFeatures).toBe(1);
    expect(strict.runId).not.toBe((await comparison.judge(settings)).runId);
  });

  test('ends with the reason when aborted', async () => {
    const files = {
      baseline: csvFile('a.csv', numbersCsv(10)),
      production: csvFile('b.csv', numbersCsv(10)),
    };
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(Comparison.read(files, settings, { signal })).rejects.toThrow('enough');
  });
});

describe('curve(name)', () => {
  test('gives a number both cumulative distributions, with D at its place', async () => {
    const comparison = await read();
    const { features } = await comparison.judge(settings);
    const curve = comparison.curve('a')!;
    const { baseline, current } = curve.widest!;
    expect(Math.abs(baseline - current)).toBeCloseTo(features[0]!.statistic, 12);
  });

  test('gives levels and unknown names none', async () => {
    const comparison = await read();
    expect(comparison.curve('kind')).toBeNull();
    expect(comparison.curve('constructor')).toBeNull();
  });
});
