import { describe, expect, it } from 'vitest';
import type { FeatureReport } from '../../../../shared/report/report.ts';
import { featureEvidence } from '../../../../shared/report/words/feature-evidence.ts';
import { featureChange, featureSentence } from '../../../../shared/report/words/feature-sentence.ts';
import { levelFeature, numericFeature } from '../example-report.ts';

const typical = (before: number | null, after: number | null, overrides: Partial<FeatureReport> = {}) =>
  numericFeature('x', [1, 2, 3], [1, 2, 3], { typical: { before, after }, range: null, ...overrides });

const missing = (drifted: boolean): Partial<FeatureReport> => ({
  missing: {
    before: 0.002,
    after: 0.14,
    pValue: 1e-9,
    pAdjusted: 1e-8,
    effect: { name: 'total-variation-beyond-chance', value: 0.13, threshold: 0.1 },
    drifted,
  },
});

describe('the words for one feature', () => {
  it('tell a number by its typical value, before and after, with the change in percent', () => {
    const feature = { ...typical(13.4, 16.75, { direction: 'higher' }), name: 'radius_mean' };
    expect(featureSentence(feature)).toBe('radius_mean: typical value 13.4 → 16.8 (+25 %)');
  });

  it('give no percentage from a typical value of 0', () => {
    expect(featureChange(typical(0, 3, { direction: 'higher' }))).toBe('typical value 0 → 3');
  });

  it('give no ratio of a quantity whose zero is just another value', () => {
    const range = { before: [-3.1, 2.9] as [number, number], after: [0.2, 6.1] as [number, number] };
    expect(featureChange(typical(0.0212, 3.01, { direction: 'higher', range }))).toBe(
      'typical value 0.0212 → 3.01',
    );
  });

  it('say so when the typical value did not move', () => {
    expect(featureChange(typical(5, 5))).toBe('typical value 5, unchanged');
  });

  it('tell a change of spread by the range, without a percentage of the middle', () => {
    const range = { before: [1, 9] as [number, number], after: [-20, 30] as [number, number] };
    expect(featureChange(typical(5, 5.5, { direction: 'wider', range }))).toBe(
      'values spread wider (1 to 9, now −20 to 30); typical value 5 → 5.5',
    );
  });

  it('leave out a range that has no end or did not change', () => {
    const range = { before: [1, null] as [number, null], after: [1, 9] as [number, number] };
    expect(featureChange(typical(5, 5, { direction: 'wider', range }))).toBe(
      'values spread wider; typical value 5, unchanged',
    );
    expect(featureChange(typical(1.703, 1.7, { direction: 'changed' }))).toBe(
      'values distributed differently; typical value 1.703 → 1.700',
    );
  });

  it('tell a category by the level whose share changed most', () => {
    const feature = levelFeature('CAEC', ['Sometimes', 'Always', 'no'], [90, 3, 7], [74, 18, 8]);
    expect(featureChange(feature)).toBe('"Sometimes" 90 % → 74 %');
  });

  it('tell it by the rare level when that is what made the feature drift', () => {
    const effect = { name: 'level-share-change', value: 0.3, threshold: 0.2 } as const;
    const feature = levelFeature('fraud', ['no', 'late', 'yes'], [600, 390, 10], [550, 400, 50], { effect });
    expect(featureChange(feature)).toBe('"yes" 1 % → 5 %');
  });

  it('tell values that the baseline does not have', () => {
    const feature = levelFeature('MTRANS', ['bus', 'car', null], [80, 20, 0], [62, 20, 18]);
    expect(featureChange(feature)).toBe('values the baseline does not have 0 % → 18 %');
  });

  it('tell the missing rate alone when only that drifted, and both when both did', () => {
    expect(featureChange(typical(5, 5, { ...missing(true), drifted: true }))).toBe('missing 0.2 % → 14 %');
    const both = typical(5, 10, { ...missing(true), direction: 'higher', distributionDrifted: true });
    expect(featureChange(both)).toBe('typical value 5 → 10 (+100 %); missing 0.2 % → 14 %');
    expect(featureChange(typical(5, 5, missing(false)))).toBe('typical value 5, unchanged');
  });

  it('say that there are no values at all', () => {
    expect(featureChange({ ...typical(5, null), rowsCurrent: 0 })).toBe('no values in production');
    expect(featureChange({ ...typical(null, 5), rowsBaseline: 0 })).toBe('no values in the baseline');
  });

  it('write names and levels so that they cannot act on a terminal', () => {
    const feature = levelFeature('a\u001b[2Jb', ['z', 'x\u202ey'], [50, 50], [10, 90]);
    expect(featureSentence(feature)).toBe('a\\u001b[2Jb: "x\\u202ey" 50 % → 90 %');
  });
});

describe('the evidence for one feature', () => {
  it('is the effect, what it takes to matter, and the adjusted p-value', () => {
    const effect = { name: 'ks-distance', value: 0.4123, threshold: 0.1 } as const;
    expect(featureEvidence(typical(1, 2, { effect, pAdjusted: 1e-30 }))).toBe(
      'distance D 0.412 (matters from 0.1), adjusted p < 0.001',
    );
  });

  it('is the distance and the raw p-value under the plain rule', () => {
    const effect = { name: 'ks-distance', value: 0.2, threshold: 0 } as const;
    expect(featureEvidence(typical(1, 2, { effect, pValue: 0.03, pAdjusted: 0.2 }))).toBe(
      'distance D 0.2, p = 0.03',
    );
  });

  it('is that of the missing rate when only that drifted', () => {
    expect(featureEvidence(typical(1, 1, { ...missing(true), drifted: true }))).toBe(
      'total variation beyond chance 0.13 (matters from 0.1), adjusted p < 0.001',
    );
  });
});
