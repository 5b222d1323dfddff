import { describe, expect, test } from 'vitest';
import { fitLogistic } from '../../../../shared/model/kinds/fit-logistic.ts';
import { minimise } from '../../../../shared/model/kinds/minimise.ts';
import { seededRandom } from '../../../../shared/stats/random.ts';

/** Rows of two columns and an intercept, with answers that follow from them in part. */
function problem(count: number, classes: number) {
  const random = seededRandom(classes);
  const values = new Float64Array(count * 3);
  const labels = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const x = random.normal();
    values.set([x, random.normal(), 1], row * 3);
    labels[row] = Math.max(0, Math.min(classes - 1, Math.floor(x + random.normal() + classes / 2)));
  }
  return { rows: { count, width: 3, values }, labels, weights: new Float64Array(count).fill(1), classes };
}

describe.each([2, 4])('fitLogistic with %i classes', (classes) => {
  test('is at the minimum: no coefficient can move without loss', () => {
    const one = problem(300, classes);
    const fitted = fitLogistic(one);
    const best = loss(one, fitted);
    for (const [i] of fitted.entries()) {
      for (const step of [1e-3, -1e-3]) {
        expect(loss(one, fitted.with(i, fitted[i]! + step))).toBeGreaterThan(best);
      }
    }
  });

  test('a row of weight 3 counts as three rows', () => {
    const one = problem(80, classes);
    const weights = Float64Array.from({ length: 80 }, (_, row) => (row % 4 === 0 ? 3 : 1));
    const positions = [...weights.keys()].flatMap((row) => new Array<number>(weights[row]!).fill(row));
    const repeated = {
      ...one,
      rows: {
        count: positions.length,
        width: 3,
        values: Float64Array.from(
          positions.flatMap((row) => [...one.rows.values.subarray(3 * row, 3 * row + 3)]),
        ),
      },
      labels: Int32Array.from(positions, (row) => one.labels[row]!),
      weights: new Float64Array(positions.length).fill(1),
    };
    const byHand = fitLogistic(repeated);
    for (const [i, coefficient] of fitLogistic({ ...one, weights }).entries()) {
      expect(coefficient).toBeCloseTo(byHand[i]!, 5);
    }
  });

  test('coefficients sum to 0 over the classes, column by column', () => {
    const fitted = fitLogistic(problem(100, classes));
    for (let column = 0; column < 3; column++) {
      const sum = Array.from({ length: classes }, (_, k) => fitted[k * 3 + column]!).reduce((a, b) => a + b);
      expect(sum).toBeCloseTo(0, 12);
    }
  });
});

/**
 * The penalised log loss, from the definition. For two classes the one weight vector is twice the second class's, so
 * the sum of both classes' squares is half of its square: what is added is the sum itself.
 */
function loss(
  { rows, labels, weights, classes }: ReturnType<typeof problem>,
  coefficients: Float64Array,
): number {
  let sum = 0;
  for (let row = 0; row < rows.count; row++) {
    const odds = Array.from({ length: classes }, (_, k) =>
      Math.exp([0, 1, 2].reduce((z, c) => z + coefficients[k * 3 + c]! * rows.values[row * 3 + c]!, 0)),
    );
    sum -= weights[row]! * Math.log(odds[labels[row]!]! / odds.reduce((a, b) => a + b));
  }
  const squares = coefficients.reduce((all, x, i) => all + (i % 3 === 2 ? 0 : x * x), 0);
  return sum + squares / (classes === 2 ? 1 : 2);
}

describe('minimise', () => {
  const options = { gradientMax: 1e-9, stepsMax: 500 };

  test("finds the minimum of a long, bent valley (Rosenbrock's)", () => {
    const found = minimise(
      ([x = 0, y = 0], gradient) => {
        gradient[0] = -400 * x * (y - x * x) - 2 * (1 - x);
        gradient[1] = 200 * (y - x * x);
        return 100 * (y - x * x) ** 2 + (1 - x) ** 2;
      },
      Float64Array.of(-1.2, 1),
      options,
    );
    expect(found[0]).toBeCloseTo(1, 8);
    expect(found[1]).toBeCloseTo(1, 8);
  });

  test('says so when the steps run out', () => {
    const fall = () =>
      minimise(
        ([x = 0], gradient) => {
          gradient[0] = -Math.exp(-x);
          return Math.exp(-x);
        },
        Float64Array.of(0),
        { gradientMax: 0, stepsMax: 5 },
      );
    expect(fall).toThrow('has not settled after 5 steps');
  });

  test('says so when a value is not finite', () => {
    expect(() => minimise(() => Number.NaN, Float64Array.of(0), options)).toThrow('Look for extreme values');
  });
});
