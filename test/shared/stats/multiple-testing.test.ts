import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustPValues } from '../../../shared/stats/multiple-testing.ts';
import { knownValues } from '../../known-values/known-values.ts';

describe('adjustPValues', () => {
  const cases =
    knownValues<[pValues: number[], benjaminiHochberg: number[], holm: number[]]>('adjusted-p-values');

  test('benjamini-hochberg equals scipy.stats.false_discovery_control', () => {
    for (const [pValues, expected] of cases)
      expectClose(adjustPValues(pValues, 'benjamini-hochberg'), expected);
  });

  test("holm equals R's p.adjust", () => {
    for (const [pValues, , expected] of cases) expectClose(adjustPValues(pValues, 'holm'), expected);
    // p.adjust(c(0.01, 0.02, 0.03, 0.04), "holm")
    expectClose(adjustPValues([0.01, 0.02, 0.03, 0.04], 'holm'), [0.04, 0.06, 0.06, 0.06]);
  });

  test('none leaves p-values as they are, in a new array', () => {
    const pValues = [0.2, 0.1];
    const adjusted = adjustPValues(pValues, 'none');
    expect(adjusted).toEqual(pValues);
    expect(adjusted).not.toBe(pValues);
  });

  test('no p-values give none', () => {
    expect(adjustPValues([], 'holm')).toEqual([]);
  });

  test('benjamini-hochberg rejects what the step-up procedure rejects', () => {
    const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(pValues, (ps) => {
        const alpha = 0.1;
        const sorted = [...ps].sort((a, b) => a - b);
        const last = sorted.findLastIndex((p, i) => (sorted.length / (i + 1)) * p < alpha);
        const rejected = ps.map((p) => last >= 0 && p <= sorted[last]!);
        expect(adjustPValues(ps, 'benjamini-hochberg').map((p) => p < alpha)).toEqual(rejected);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('refuses what is no p-value', () => {
    expect(() => adjustPValues([0.5, Number.NaN], 'none')).toThrow('got NaN');
    expect(() => adjustPValues([1.5], 'holm')).toThrow('got 1.5');
  });
});

function expectClose(actual: readonly number[], expected: readonly number[]) {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 14);
}
