import type { FeatureReport, Report } from '../../../shared/report/report.ts';

/**
 * Reports put together by hand: plain builders that compute shares, medians and distances in the obvious way, so
 * that the renderings are tested apart from the engine.
 */

/** Seeded normal values (Box–Muller on a 32-bit linear congruential generator). */
export function normalValues(seed: number, count: number, mean: number, sd: number): number[] {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    return Math.round((mean + sd * radius * Math.cos(2 * Math.PI * uniform())) * 1e4) / 1e4;
  });
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? null;

/** The largest difference of the two cumulative shares, walking both samples in ascending order. */
function ksDistance(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [[...a].sort((p, q) => p - q), [...b].sort((p, q) => p - q)];
  let [i, j, largest] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    const value = Math.min(x[i]!, y[j]!);
    while (x[i] === value) i++;
    while (y[j] === value) j++;
    largest = Math.max(largest, Math.abs(i / x.length - j / y.length));
  }
  return largest;
}

function shares(values: readonly number[], edges: readonly number[]): number[] {
  const bars = edges.length - 1;
  const counts = new Array<number>(bars).fill(0);
  for (const value of values) {
    const bar = Math.floor(((value - edges[0]!) / (edges[bars]! - edges[0]!)) * bars);
    if (bar >= 0 && bar <= bars) counts[Math.min(bar, bars - 1)]!++;
  }
  return counts.map((c) => c / Math.max(1, values.length));
}

const noMissing = { before: 0, after: 0, pValue: null, pAdjusted: null, effect: null, drifted: false };

const nothing = {
  psi: null,
  jensenShannon: null,
  wasserstein: null,
  totalVariation: null,
  cramersV: null,
  dErrorBound: 0,
  missing: noMissing,
  hint: null,
  bins: null,
  picture: null,
  range: null,
};

export function numericFeature(
  name: string,
  before: readonly number[],
  after: readonly number[],
  overrides: Partial<FeatureReport> = {},
): FeatureReport {
  const d = after.length === 0 ? 0 : ksDistance(before, after);
  const n = (before.length * after.length) / Math.max(1, before.length + after.length);
  const p = Math.min(1, 2 * Math.exp(-2 * n * d * d));
  const drifted = p < 0.05 && d >= 0.1;
  const all = [...before, ...after];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const edges = Array.from({ length: 31 }, (_, i) => low + ((high - low) * i) / 30);
  const typical = { before: median(before), after: median(after) };
  return {
    name,
    type: 'numeric',
    test: 'ks',
    method: 'exact',
    statistic: d,
    pValue: p,
    pAdjusted: p,
    effect: { name: 'ks-distance', value: d, threshold: 0.1 },
    rowsBaseline: before.length,
    rowsCurrent: after.length,
    minDetectable: 0.14,
    drifted,
    distributionDrifted: drifted,
    direction: drifted ? ((typical.after ?? 0) > (typical.before ?? 0) ? 'higher' : 'lower') : 'none',
    typical,
    ...nothing,
    range: {
      before: [Math.min(...before), Math.max(...before)],
      after: after.length === 0 ? [null, null] : [Math.min(...after), Math.max(...after)],
    },
    picture: {
      edges,
      baseline: shares(before, edges),
      current: shares(after, edges),
      outside: { baseline: 0, current: 0 },
    },
    ...overrides,
  };
}

export function levelFeature(
  name: string,
  levels: readonly (string | null)[],
  baseline: readonly number[],
  current: readonly number[],
  overrides: Partial<FeatureReport> = {},
): FeatureReport {
  const total = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const tv =
    baseline.reduce((s, c, i) => s + Math.abs(c / total(baseline) - current[i]! / total(current)), 0) / 2;
  const drifted = tv >= 0.1;
  const mostFrequent = (counts: readonly number[]) => levels[counts.indexOf(Math.max(...counts))] ?? null;
  return {
    name,
    type: 'categorical',
    test: levels.length === 2 ? 'fisher' : 'chi-squared',
    method: levels.length === 2 ? 'exact' : 'asymptotic',
    statistic: tv * 100,
    pValue: drifted ? 1e-9 : 0.4,
    pAdjusted: drifted ? 3e-9 : 0.62,
    effect: { name: 'total-variation-beyond-chance', value: tv, threshold: 0.1 },
    rowsBaseline: total(baseline),
    rowsCurrent: total(current),
    minDetectable: 0.12,
    drifted,
    distributionDrifted: drifted,
    direction: drifted ? 'changed' : 'none',
    typical: { before: mostFrequent(baseline), after: mostFrequent(current) },
    ...nothing,
    totalVariation: tv,
    bins: { kind: 'levels', levels: [...levels], baseline: [...baseline], current: [...current] },
    ...overrides,
  };
}

/** A report whose summary follows from its features. */
export function exampleReport(features: readonly FeatureReport[], overrides: Partial<Report> = {}): Report {
  const drifted = features.filter((f) => f.drifted);
  return {
    schemaVersion: 1,
    runId: '5f0c2a9be1d34c7788aa',
    monitor: 'default',
    model: null,
    baseline: { uri: 'data/baseline.csv', versionId: null, sha256: 'a3'.repeat(32), rows: 569 },
    current: { uri: 'data/production.csv', versionId: null, sha256: '7e'.repeat(32), rows: 569 },
    settings: {
      alpha: 0.05,
      correction: 'benjamini-hochberg',
      rule: 'significant-and-material',
      minEffect: 0.1,
      resolution: 0.3,
      minDriftedFeatures: 1,
    },
    verdict: drifted.length > 0 ? 'drift' : 'ok',
    summary: {
      totalFeatures: features.length,
      driftedFeatures: drifted.length,
      driftPercentage: Math.round((drifted.length / features.length) * 1e4) / 100,
      alert: drifted.length > 0,
      plainRule: {
        tested: features.filter((f) => f.test === 'ks').length,
        drifted: features.filter((f) => f.test === 'ks' && f.pValue < 0.05).length,
        expectedByChance: Math.round(features.filter((f) => f.test === 'ks').length * 5) / 100,
      },
      minDetectable: 0.14,
      rowsForResolution: 66,
    },
    features: [...drifted, ...features.filter((f) => !f.drifted)],
    findings: [],
    ...overrides,
  };
}
