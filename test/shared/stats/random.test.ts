import { describe, expect, test } from 'vitest';
import { kolmogorovSf } from '../../../shared/stats/kolmogorov.ts';
import { seededRandom } from '../../../shared/stats/random.ts';

/** One-sample Kolmogorov–Smirnov p-value of draws that should be uniform. */
function uniformity(draws: readonly number[]): number {
  const sorted = [...draws].sort((a, b) => a - b);
  const n = sorted.length;
  const distance = sorted.reduce((d, x, i) => Math.max(d, x - i / n, (i + 1) / n - x), 0);
  return kolmogorovSf(n, distance);
}

describe('seededRandom', () => {
  test('gives the same draws for the same seed, others for another', () => {
    const draws = (seed: number) => Array.from({ length: 5 }, seededRandom(seed).uniform);
    expect(draws(1)).toEqual(draws(1));
    expect(draws(1)).not.toEqual(draws(2));
    expect(draws(1)).not.toEqual(draws(1 + 2 ** 32));
  });

  test('keeps its sequence from one release to the next', () => {
    const random = seededRandom(42);
    expect([random.integer(1000), random.integer(1000), random.integer(1000)]).toMatchInlineSnapshot(`
      [
        371,
        929,
        674,
      ]
    `);
  });

  test('uniform() is uniform on [0, 1)', () => {
    const random = seededRandom(3);
    const draws = Array.from({ length: 20_000 }, random.uniform);
    expect(draws.every((x) => x >= 0 && x < 1)).toBe(true);
    expect(uniformity(draws)).toBeGreaterThan(0.001);
  });

  test('first draws of neighbouring seeds are uniform too', () => {
    expect(
      uniformity(Array.from({ length: 5_000 }, (_, seed) => seededRandom(seed).uniform())),
    ).toBeGreaterThan(0.001);
  });

  test('normal() has mean 0, variance 1 and kurtosis 3', () => {
    const random = seededRandom(4);
    const draws = Array.from({ length: 50_000 }, random.normal);
    const moment = (power: number) => draws.reduce((sum, x) => sum + x ** power, 0) / draws.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.02);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.03);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.2);
  });

  test('integer(max) reaches every whole number below max equally often', () => {
    const random = seededRandom(5);
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; i++) counts[random.integer(7)]! += 1;
    expect(Math.max(...counts.map((count) => Math.abs(count - 10_000)))).toBeLessThan(400);
  });

  test('integer(max) does not favour small numbers where max is close to 2^53', () => {
    const random = seededRandom(6);
    const max = 3 * 2 ** 51;
    const small = Array.from({ length: 10_000 }, () => random.integer(max)).filter((x) => x < 2 ** 51).length;
    expect(Math.abs(small / 10_000 - 1 / 3)).toBeLessThan(0.03);
  });

  test('refuses a seed or a bound that is not whole', () => {
    expect(() => seededRandom(0.5)).toThrow('got 0.5');
    expect(() => seededRandom(1).integer(0)).toThrow('got 0');
  });
});
