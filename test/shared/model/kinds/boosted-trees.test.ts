import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { crossValidate, measure } from '../../../../shared/model/evaluate.ts';
import { boostedTrees } from '../../../../shared/model/kinds/boosted-trees.ts';
import { logisticRegression } from '../../../../shared/model/kinds/logistic-regression.ts';
import { takeRows } from '../../../../shared/model/take-rows.ts';
import { seededRandom } from '../../../../shared/stats/random.ts';
import { labelledRows, rowsOfSample } from '../rows.ts';

describe('boosted trees learn what a straight line cannot', () => {
  test('the rule of the loans: score > 650 and income > 2.5 × loan', async () => {
    const { rows, ids } = await rowsOfSample('loans/baseline.csv', 'approved');
    const trees = measure(crossValidate(boostedTrees, rows, ids, 1));
    const line = measure(crossValidate(logisticRegression, rows, ids, 1));
    // scikit-learn's HistGradientBoostingClassifier: accuracy .985, log loss .046 in five folds.
    expect(trees.accuracy.value).toBeGreaterThan(0.98);
    expect(trees.logLoss.value).toBeLessThan(0.05);
    expect(line.accuracy.value).toBeLessThan(0.87);
  });

  test('either, but not both (XOR)', () => {
    const rows = exclusive(600, 1);
    const { accuracy } = measure(crossValidate(boostedTrees, rows, null, 1));
    expect(accuracy.value).toBeGreaterThan(0.9);
  });
});

function exclusive(count: number, seed: number) {
  const random = seededRandom(seed);
  const x = Array.from({ length: count }, () => random.uniform());
  const y = Array.from({ length: count }, () => random.uniform());
  return labelledRows(
    { x, y, noise: x.map(() => random.uniform()) },
    x.map((value, row) => (value > 0.5 !== y[row]! > 0.5 ? 'one' : 'both or none')),
  );
}

describe('boostedTrees.train', () => {
  test('seven classes: better than scikit-learn’s logistic regression on the same rows', async () => {
    const { rows } = await rowsOfSample('obesity/baseline.csv', 'NObeyesdad');
    const even = Int32Array.from([...rows.labels.keys()].filter((row) => row % 2 === 0));
    const odd = Int32Array.from([...rows.labels.keys()].filter((row) => row % 2 === 1));
    const tested = takeRows(rows, odd);
    const probabilities = boostedTrees.predict(boostedTrees.train(takeRows(rows, even), { seed: 1 }), tested);
    const { accuracy } = measure({ labels: tested.labels, classes: rows.classes.length, probabilities });
    expect(accuracy.value).toBeGreaterThan(0.83);
  });

  test('the same rows and seed give the same model; another seed another', () => {
    const trained = (seed: number) => JSON.stringify(boostedTrees.train(exclusive(100, 1), { seed }));
    expect(trained(1)).toBe(trained(1));
    expect(trained(2)).not.toBe(trained(1));
  });

  test('what matters to it is what decides, and sums to 1', () => {
    const [x, y, noise] = boostedTrees.importance(boostedTrees.train(exclusive(600, 1), { seed: 1 }));
    expect(Math.min(x!, y!)).toBeGreaterThan(4 * noise!);
    expect(x! + y! + noise!).toBeCloseTo(1, 12);
  });

  test('a level or a missing value can decide, and a level that is new gives no error', () => {
    const random = seededRandom(4);
    const levels = Array.from({ length: 200 }, () => ['red', 'blue', null][random.integer(3)]!);
    const rows = labelledRows(
      { colour: levels },
      levels.map((level) => (level === 'red' ? 'stop' : 'go')),
    );
    const model = boostedTrees.train(rows, { seed: 1 });
    const probabilities = boostedTrees.predict(
      model,
      labelledRows({ colour: ['red', 'blue', null, 'new'] }, ['go', 'go', 'go', 'go']),
    );
    expect(probabilities[1]).toBeGreaterThan(0.9);
    expect(probabilities[2]).toBeGreaterThan(0.9);
    expect(probabilities[4]).toBeGreaterThan(0.9);
    expect(probabilities[6]! + probabilities[7]!).toBeCloseTo(1, 12);
  });

  test('weights decide where answers contradict each other', () => {
    const rows = labelledRows({ x: [...new Array(50).fill(0), ...new Array(50).fill(1)] }, [
      ...new Array(50).fill('a'),
      ...Array.from({ length: 50 }, (_, row) => (row % 2 === 0 ? 'a' : 'b')),
    ]);
    const weights = rows.weights.map((_, row) => (rows.labels[row] === 1 ? 9 : 1));
    const asked = labelledRows({ x: [1] }, ['a']);
    const [, even] = boostedTrees.predict(boostedTrees.train(rows, { seed: 1 }), asked);
    const [, heavy] = boostedTrees.predict(boostedTrees.train({ ...rows, weights }, { seed: 1 }), asked);
    expect(even).toBeCloseTo(0.5, 1);
    expect(heavy).toBeCloseTo(0.9, 1);
  });
});

describe('a stored tree', () => {
  test('that leads in a circle, past its end or to a column that is not there is refused', () => {
    const model = boostedTrees.train(exclusive(100, 1), { seed: 1 });
    const [tree] = model.rounds[0]!;
    for (const left of [tree!.left.with(1, 0), tree!.left.with(0, 999), tree!.left.slice(1)]) {
      const broken = { ...model, rounds: [[{ ...tree!, left }], ...model.rounds.slice(1)] };
      expect(v.safeParse(boostedTrees.schema, broken).success).toBe(false);
    }
    const beyond = {
      ...model,
      rounds: [[{ ...tree!, column: tree!.column.with(0, 99) }], ...model.rounds.slice(1)],
    };
    expect(v.safeParse(boostedTrees.schema, beyond).success).toBe(false);
    expect(v.safeParse(boostedTrees.schema, model).success).toBe(true);
  });
});
