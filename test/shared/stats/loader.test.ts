import { describe, expect, test } from 'vitest';
import { lnTableProbability } from '../../../shared/stats/hypergeometric.ts';
import { deviance, poissonDensity, stirlingError } from '../../../shared/stats/loader.ts';

describe('stirlingError', () => {
  test('completes Stirling’s formula to ln n!, whole and half numbers', () => {
    let lnFactorial = 0;
    for (let n = 1; n <= 60; n++) {
      lnFactorial += Math.log(n);
      const stirling = 0.5 * Math.log(2 * Math.PI * n) + n * Math.log(n) - n;
      expect(stirlingError(n)).toBeCloseTo(lnFactorial - stirling, 12);
    }
    // Γ(3/2) = √π/2.
    const half = 0.5 * Math.log(Math.PI) + 0.5 * Math.log(0.5) - 0.5;
    expect(stirlingError(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI) / 2) - half, 14);
  });

  test('is 0 for 0 and smooth where the series takes over', () => {
    expect(stirlingError(0)).toBe(0);
    expect(stirlingError(16 - 1e-9) / stirlingError(16)).toBeCloseTo(1, 9);
  });
});

describe('deviance', () => {
  test('is x·ln(x/expected) + expected − x', () => {
    expect(deviance(5, 2)).toBeCloseTo(5 * Math.log(2.5) - 3, 14);
    expect(deviance(0, 7)).toBe(7);
    expect(deviance(7, 7)).toBe(0);
  });

  test('does not cancel where the two are close', () => {
    // ½·excess²/expected to first order.
    expect(deviance(1e9 + 1, 1e9) / 0.5e-9).toBeCloseTo(1, 8);
  });
});

test('poissonDensity adds up to 1', () => {
  for (const mean of [0.3, 4, 70]) {
    let sum = 0;
    for (let k = 0; k < 300; k++) sum += poissonDensity(k, mean);
    expect(sum).toBeCloseTo(1, 13);
  }
});

describe('lnTableProbability', () => {
  test('adds up to 1 over the tables with the same margins', () => {
    let sum = 0;
    for (let a = 0; a <= 40; a++) sum += Math.exp(lnTableProbability([a, 60 - a, 40 - a, 20 + a]));
    expect(sum).toBeCloseTo(1, 13);
  });

  test('gives a table and its mirror images the very same number', () => {
    const p = lnTableProbability([317, 12, 88, 405]);
    expect(lnTableProbability([12, 317, 405, 88])).toBe(p);
    expect(lnTableProbability([88, 405, 317, 12])).toBe(p);
    expect(lnTableProbability([317, 88, 12, 405])).toBe(p);
  });
});
