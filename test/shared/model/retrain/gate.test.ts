import { describe, expect, test } from 'vitest';
import { judgeChallenger } from '../../../../shared/model/retrain/gate.ts';
import { type Random, seededRandom } from '../../../../shared/stats/random.ts';

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** Two models whose scores are the truth's and noise; each row comes `copies` times. */
function contest(random: Random, noise: { champion: number; challenger: number }, rows: number, copies = 1) {
  const labels: number[] = [];
  const groups: number[] = [];
  const probabilities = { champion: [] as number[], challenger: [] as number[] };
  for (let row = 0; row < rows; row++) {
    const score = 2 * random.normal();
    const label = random.uniform() < logistic(score) ? 1 : 0;
    const champion = logistic(score + noise.champion * random.normal());
    const challenger = logistic(score + noise.challenger * random.normal());
    for (let copy = 0; copy < copies; copy++) {
      labels.push(label);
      groups.push(row);
      probabilities.champion.push(1 - champion, champion);
      probabilities.challenger.push(1 - challenger, challenger);
    }
  }
  const of = (name: 'champion' | 'challenger') => ({
    labels: Int32Array.from(labels),
    classes: 2,
    probabilities: Float64Array.from(probabilities[name]),
  });
  return {
    models: { champion: of('champion'), challenger: of('challenger') },
    groups: Int32Array.from(groups),
  };
}

function promotions(
  tries: number,
  ...rest: [noise: Parameters<typeof contest>[1], rows: number, copies?: number]
) {
  let passed = 0;
  for (let seed = 0; seed < tries; seed++) {
    const { models, groups } = contest(seededRandom(seed), ...rest);
    if (judgeChallenger(models, groups, seed).passed) passed++;
  }
  return passed / tries;
}

describe('judgeChallenger', () => {
  test('promotes a challenger that is no better in about one case in forty', () => {
    expect(promotions(120, { champion: 1, challenger: 1 }, 100)).toBeLessThanOrEqual(0.05);
  });

  test('copies of rows do not make luck look like skill', () => {
    expect(promotions(60, { champion: 1, challenger: 1 }, 100, 4)).toBeLessThanOrEqual(0.05);
  });

  test('promotes a challenger that is clearly better, and keeps the champion against a worse one', () => {
    expect(promotions(20, { champion: 2, challenger: 0.5 }, 200)).toBeGreaterThan(0.9);
    expect(promotions(20, { champion: 0.5, challenger: 2 }, 200)).toBe(0);
  });

  test('a model never beats itself', () => {
    const { models, groups } = contest(seededRandom(1), { champion: 1, challenger: 1 }, 100);
    const { passed, comparison } = judgeChallenger({ ...models, challenger: models.champion }, groups, 1);
    expect(passed).toBe(false);
    expect(comparison.gain).toEqual({ estimate: 0, low: 0, high: 0 });
  });

  test('says both models’ figures, whose difference is the gain', () => {
    const { models, groups } = contest(seededRandom(2), { champion: 2, challenger: 0.5 }, 150, 2);
    const { comparison } = judgeChallenger(models, groups, 1);
    const { logLoss, gain } = comparison;
    expect([comparison.rows, comparison.groups, comparison.resamples]).toEqual([300, 150, 4_000]);
    expect(gain.estimate).toBeCloseTo(logLoss.champion.value - logLoss.challenger.value, 12);
    expect(gain.low).toBeLessThan(gain.estimate);
    expect(gain.high).toBeGreaterThan(gain.estimate);
  });
});
