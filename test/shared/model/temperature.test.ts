import { describe, expect, test } from 'vitest';
import { applyTemperature, fitTemperature } from '../../../shared/model/temperature.ts';
import { seededRandom } from '../../../shared/stats/random.ts';

describe('applyTemperature', () => {
  test('1 changes nothing; above, probabilities draw together; below, apart', () => {
    const given = Float64Array.of(0.1, 0.2, 0.7);
    expect(applyTemperature(given, 3, 1)).toEqual(given);
    const [a, , c] = applyTemperature(given, 3, 2);
    expect(a! / c!).toBeCloseTo(Math.sqrt(0.1 / 0.7), 12);
    expect(applyTemperature(given, 3, 0.5)[2]).toBeCloseTo(0.49 / 0.54, 12);
  });

  test('probabilities of 0 and smallest ones still sum to 1', () => {
    const [a, b, c] = applyTemperature(Float64Array.of(0, 1e-300, 1e-299), 3, 0.1);
    expect(a! + b! + c!).toBeCloseTo(1, 12);
  });
});

describe('fitTemperature', () => {
  test('finds by how much probabilities were overstated', () => {
    const random = seededRandom(2);
    const truth = Float64Array.from({ length: 4_000 }, () => random.uniform());
    const labels = Int32Array.from(truth, (p) => (random.uniform() < p ? 1 : 0));
    const honest = Float64Array.from([...truth].flatMap((p) => [1 - p, p]));
    const overstated = applyTemperature(honest, 2, 1 / 3);
    const found = fitTemperature({ labels, classes: 2, probabilities: overstated });
    expect(Math.abs(found - 3)).toBeLessThan(0.25);
  });
});
