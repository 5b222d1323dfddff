import { describe, expect, it } from 'vitest';
import { featureChart } from '../../../../shared/report/render/chart-feature.ts';
import { histogramChart } from '../../../../shared/report/render/chart-histogram.ts';
import { levelsChart } from '../../../../shared/report/render/chart-levels.ts';
import { levelFeature, numericFeature } from '../example-report.ts';

const picture = {
  edges: [0, 10, 20, 30],
  baseline: [0.5, 0.5, 0],
  current: [0, 0.25, 0.75],
  outside: { baseline: 0, current: 0 },
};

describe('histogramChart', () => {
  const svg = (typical: { before: number | null; after: number | null }) =>
    histogramChart({ picture, typical, title: 'x' }).text;

  it('is a staircase for each side on one scale', () => {
    expect(svg({ before: 10, after: 25 })).toMatchSnapshot();
  });

  it('draws a bar as high as its share, relative to the highest of both sides', () => {
    const tops = [...svg({ before: 10, after: 25 }).matchAll(/d="M2,152((?:V[\d.]+H[\d.]+)+)V152Z"/g)].map(
      (m) => [...m[1]!.matchAll(/V([\d.]+)/g)].map((top) => 152 - Number(top[1])),
    );
    const [highest] = tops[1]!.slice(-1);
    expect(tops).toEqual([
      [(0.5 / 0.75) * highest!, (0.5 / 0.75) * highest!, 0].map((h) => expect.closeTo(h, 1)),
      [0, (0.25 / 0.75) * highest!, highest].map((h) => expect.closeTo(h!, 1)),
    ]);
  });

  it('points the two labels away from each other', () => {
    const anchors = (source: string) =>
      [...source.matchAll(/-label halo".*?text-anchor="(\w+)"/g)].map((m) => m[1]);
    expect(anchors(svg({ before: 14, after: 16 }))).toEqual(['end', 'start']);
    expect(anchors(svg({ before: 16, after: 14 }))).toEqual(['start', 'end']);
  });

  it('says so when a side has no values', () => {
    expect(svg({ before: 14, after: null })).toContain('production (no values)');
  });
});

describe('levelsChart', () => {
  const bins = (levels: (string | null)[], baseline: number[], current: number[]) =>
    ({ kind: 'levels', levels, baseline, current }) as const;

  it('is a filled and an outlined bar for each level, with both shares in numbers', () => {
    expect(
      levelsChart({ ...bins(['no', 'yes', null], [90, 10, 0], [60, 20, 20]) }, 'x').text,
    ).toMatchSnapshot();
  });

  it('draws the seven of many levels that changed most and adds up the others', () => {
    const levels = Array.from({ length: 20 }, (_, i) => `level ${i}`);
    const baseline = levels.map(() => 50);
    const current = levels.map((_, i) => (i >= 13 ? 100 : 20));
    const { text } = levelsChart({ ...bins(levels, baseline, current) }, 'x');
    const drawn = levels.filter((level) => text.includes(`>${level}<`));
    expect(drawn).toEqual(levels.slice(13));
    expect(text).toContain('>13 other levels<');
  });
});

describe('featureChart', () => {
  it('is named after what it shows', () => {
    const chart = featureChart(numericFeature('age', [1, 2, 3, 4], [2, 4, 6, 8]))!.text;
    expect(chart).toContain('<title>Baseline against production. age: typical value 3 → 6 (+100 %)</title>');
  });

  it('is nothing where there is nothing to draw', () => {
    expect(featureChart(numericFeature('x', [1], [1], { picture: null }))).toBeNull();
    expect(featureChart(levelFeature('x', [], [], []))).toBeNull();
  });
});
