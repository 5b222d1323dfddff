import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modelKind } from '../../../../shared/model/kinds/all-kinds.ts';
import { logLoss } from '../../../../shared/model/metrics/log-loss.ts';
import { type LoadedModel, loadModel, modelToJson } from '../../../../shared/model/model-document.ts';
import type { ModelKind } from '../../../../shared/model/model-kind.ts';
import { evidenceFromJson, evidenceToJson } from '../../../../shared/model/retrain/evidence.ts';
import { retrainModel } from '../../../../shared/model/retrain/retrain-model.ts';
import type { LabelledRows } from '../../../../shared/model/training-data.ts';
import { draw, inputOf, modelOf, NEW, OLD, retrained, rowsOf } from './worlds.ts';

const history = rowsOf(draw(OLD, 2_000, 1));
const champion = modelOf(history);
const drifted = rowsOf(draw(NEW, 500, 2));
const chosenOf = (candidates: readonly { name: string; chosen: boolean }[]) =>
  candidates.filter(({ chosen }) => chosen).map(({ name }) => name);

describe('retrainModel, when the answers have changed', () => {
  test('promotes the model of the new world, chosen without the rows that it is judged by', async () => {
    const { evidence, document, passed } = await retrained(inputOf(history, drifted, { champion }));
    const { accuracy, gain } = evidence.comparison;
    expect(passed).toBe(true);
    expect(evidence.passed).toBe(true);
    expect(gain.low).toBeGreaterThan(0.2);
    expect(accuracy.champion.value).toBeLessThan(0.75);
    expect(accuracy.challenger.value).toBeGreaterThan(0.9);
    expect(['new-only', 'history-0.1']).toContain(chosenOf(evidence.candidates)[0]);
    expect(evidence.rows).toMatchObject({ labelled: 500, heldOut: 150, training: 350, history: 2_000 });
    expect(evidence.heldOutRows).toEqual(Array.from({ length: 150 }, (_, i) => 351 + i));
    expect(document.evaluation).toMatchObject({
      heldOut: 150,
      metrics: { logLoss: { value: evidence.comparison.logLoss.challenger.value } },
    });
  });

  test('the model in the document is the one that was judged', async () => {
    const { document, evidence } = await retrained(inputOf(history, drifted, { champion }));
    const { predict } = loadModel(modelToJson(document));
    const probabilities = predict(drifted.rows).slice(2 * 350);
    const labels = drifted.rows.labels.slice(350);
    const { value } = logLoss({ labels, classes: 2, probabilities });
    expect(value).toBeCloseTo(evidence.comparison.logLoss.challenger.value, 12);
  });

  test('old and new rows scored together would have kept the wrong model', async () => {
    const { document, passed } = await retrained(inputOf(history, drifted, { champion }));
    const challenger = loadModel(modelToJson(document));
    const old = rowsOf(draw(OLD, 2_000, 3)).rows;
    const heldOut = rowsOf(draw(NEW, 150, 4)).rows;
    const together = ({ predict }: LoadedModel) =>
      2_000 * logLoss({ labels: old.labels, classes: 2, probabilities: predict(old) }).value +
      150 * logLoss({ labels: heldOut.labels, classes: 2, probabilities: predict(heldOut) }).value;
    expect(together(champion)).toBeLessThan(together(challenger));
    expect(passed).toBe(true);
  });

  test('says what the new model has forgotten, on old rows that neither model has seen', async () => {
    const { evidence } = await retrained(inputOf(history, drifted, { champion }));
    const { oldRows } = evidence;
    expect(oldRows).toMatchObject({ championTwin: true });
    expect(oldRows!.rows).toBeGreaterThan(300);
    expect(oldRows!.accuracy.champion.value).toBeGreaterThan(0.93);
    expect(oldRows!.logLoss.challenger.value).toBeGreaterThan(2 * oldRows!.logLoss.champion.value);
  });

  test('a champion is tried as it is on old rows that it did not learn from', async () => {
    const sources = {
      ...inputOf(history, drifted, { champion }).sources,
      history: [{ uri: 'other.csv', versionId: null, sha256: null }],
    };
    const { evidence } = await retrained(inputOf(history, drifted, { champion, sources }));
    expect(evidence.oldRows).toMatchObject({ championTwin: false });
  });

  test('without history there is one candidate, and nothing is said of old rows', async () => {
    const parts = {
      champion,
      history: [],
      sources: { ...inputOf(history, drifted, { champion }).sources, history: [] },
    };
    const { evidence, document, passed } = await retrained(inputOf(history, drifted, parts));
    expect(passed).toBe(true);
    expect(chosenOf(evidence.candidates)).toEqual(['new-only']);
    expect(evidence.candidates).toHaveLength(1);
    expect(evidence.oldRows).toBeNull();
    expect(document.trainedOn.history).toEqual([]);
  });
});

describe('retrainModel, when nothing but the inputs has moved', () => {
  test('keeps the champion against a challenger that knows less', async () => {
    const world = { ...OLD, idleInputs: 25, noise: 0.3 };
    const wide = rowsOf(draw(world, 3_000, 5));
    const knowing = modelOf(wide);
    const gains: number[] = [];
    for (const seed of [61, 62, 63, 64, 65]) {
      const input = inputOf(wide, rowsOf(draw(world, 400, seed)), { champion: knowing });
      const alone = { ...input, history: [], sources: { ...input.sources, history: [] } };
      const { evidence, passed } = await retrained(alone);
      expect(passed).toBe(false);
      gains.push(evidence.comparison.gain.estimate);
    }
    expect(gains.reduce((sum, gain) => sum + gain, 0)).toBeLessThan(-0.15);
  });

  test('finds that old rows still help', async () => {
    const { evidence } = await retrained(inputOf(history, rowsOf(draw(OLD, 400, 7)), { champion }));
    expect(['merged', 'history-1', 'history-0.3']).toContain(chosenOf(evidence.candidates)[0]);
  });

  test('promotes hardly ever when all answers are chance', async () => {
    const chance = { ...OLD, noise: 1 };
    const old = rowsOf(draw(chance, 400, 8));
    const luckless = modelOf(old);
    let promoted = 0;
    for (let seed = 0; seed < 40; seed++) {
      const input = inputOf(old, rowsOf(draw(chance, 400, 100 + seed)), { champion: luckless, seed });
      if ((await retrained({ ...input, history: [], sources: { ...input.sources, history: [] } })).passed)
        promoted++;
    }
    expect(promoted).toBeLessThanOrEqual(2);
  });
});

describe('retrainModel waits for labels', () => {
  test.each([
    ['10 rows', rowsOf(draw(NEW, 10, 9)), { labelledRows: 10, missingRows: 324 }],
    ['333 rows', rowsOf(draw(NEW, 333, 9)), { labelledRows: 333, missingRows: 1, missingByClass: [] }],
  ])('%s', async (_, window, expected) => {
    const result = await retrainModel(inputOf(history, window, { champion }));
    expect(result).toMatchObject({ kind: 'waiting-for-labels', ...expected });
  });

  test('one class only', async () => {
    const { columns } = draw(NEW, 400, 10);
    const window = rowsOf({ columns, answers: new Array(400).fill('no') });
    expect(await retrainModel(inputOf(history, window, { champion }))).toEqual({
      kind: 'waiting-for-labels',
      labelledRows: 400,
      missingRows: 10,
      missingByClass: [{ class: 'yes', rows: 10 }],
    });
  });

  test('rows by which an earlier try was judged are learned from, and never judge again', async () => {
    const first = await retrained(inputOf(history, drifted, { champion }));
    const spent = new Set(first.evidence.heldOutRows);
    const isSpent = (row: number) => spent.has(row);
    const again = await retrained(inputOf(history, drifted, { champion, spent: isSpent }));
    expect(again.evidence.heldOutRows.some(isSpent)).toBe(false);
    expect(again.evidence.rows).toMatchObject({ spent: 150, heldOut: 150, training: 350 });
    const both = new Set([
      ...spent,
      ...again.evidence.heldOutRows,
      ...Array.from({ length: 150 }, (_, i) => i + 1),
    ]);
    const input = inputOf(history, drifted, { champion, spent: (row) => both.has(row) });
    expect(await retrainModel(input)).toMatchObject({ kind: 'waiting-for-labels', missingRows: 50 });
  });
});

describe('retrainModel and classes', () => {
  /** A third of the rows far to the right have another answer. */
  const withNewClass = (rows: number, every: number) => {
    const { columns, answers } = draw(OLD, rows, 11);
    const isNew = (row: number) => row % every === 0;
    return rowsOf({
      columns: { ...columns, x: columns.x!.map((x, row) => (isNew(row) ? x + 12 : x)) },
      answers: answers.map((answer, row) => (isNew(row) ? 'maybe' : answer)),
    });
  };

  test('learns a class that is new and there in numbers', async () => {
    const window = withNewClass(600, 4);
    const { document, evidence, passed } = await retrained(inputOf(history, window, { champion }));
    expect(passed).toBe(true);
    expect(document.classes).toEqual(['maybe', 'no', 'yes']);
    expect(evidence.rows.setAside).toEqual([]);
    expect(evidence.heldOutClasses[0]).toEqual({ class: 'maybe', rows: 45 });
    expect(document.evaluation.metrics.confusion[0]![0]).toBe(45);
    const { predict } = loadModel(modelToJson(document));
    const far = predict({ ...window.rows, count: 1, columns: [Float64Array.of(12), Float64Array.of(0)] });
    expect(far[0]).toBeGreaterThan(0.9);
  });

  test('sets a slip of the pen aside, and says so', async () => {
    const { columns, answers } = draw(NEW, 503, 12);
    const slips = answers.map((answer, row) => ([100, 499, 502].includes(row) ? 'yess' : answer));
    const { document, evidence } = await retrained(
      inputOf(history, rowsOf({ columns, answers: slips }), { champion }),
    );
    expect(document.classes).toEqual(['no', 'yes']);
    expect(evidence.rows).toMatchObject({
      labelled: 503,
      setAside: [{ class: 'yess', rows: 3 }],
      heldOut: 150,
    });
    expect(evidence.heldOutRows).not.toContain(500);
  });

  test('answers written in another way are the champion’s classes', async () => {
    const coded = ({ columns, answers }: ReturnType<typeof draw>, one: string) =>
      rowsOf({ columns, answers: answers.map((answer) => (answer === 'yes' ? one : '0')) });
    const old = coded(draw(OLD, 600, 13), '1');
    const { document } = await retrained(inputOf(old, coded(draw(NEW, 400, 14), '1.0')));
    expect(document.classes).toEqual(['0', '1']);
  });

  test('keeps a class of the champion that the window does not have', async () => {
    const three = withNewClass(900, 3);
    const { document, evidence } = await retrained(inputOf(three, rowsOf(draw(NEW, 500, 15))));
    expect(document.classes).toEqual(['maybe', 'no', 'yes']);
    expect(evidence.heldOutClasses.map(({ class: name }) => name)).toEqual(['no', 'yes']);
  });
});

describe('retrainModel and inputs', () => {
  test('an input that is new is missing in old rows, one that is gone is missing to the champion', async () => {
    const { columns, answers } = draw(NEW, 500, 16);
    const window = rowsOf({ columns: { y: columns.y!, z: columns.x! }, answers });
    const { document, evidence } = await retrained(inputOf(history, window, { champion }));
    expect(document.inputs.map(({ name }) => name)).toEqual(['y', 'z']);
    expect(evidence.comparison.accuracy.challenger.value).toBeGreaterThan(0.9);
  });

  test('an input that is read in two ways cannot be compared', async () => {
    const { columns, answers } = draw(NEW, 500, 17);
    const x = columns.x!.map((value) => (value > 0 ? 'high' : 'low'));
    const window = rowsOf({ columns: { ...columns, x } as never, answers });
    await expect(retrainModel(inputOf(history, window, { champion }))).rejects.toMatchObject({
      name: 'TrainingError',
      message: expect.stringContaining('Input "x" is read as numbers in one place'),
    });
  });
});

describe('retrainModel, nothing to learn from', () => {
  test('says so when what is not held out repeats what is', async () => {
    const { columns, answers } = draw(NEW, 1_000, 18);
    const ids = answers.map((_, row) => `person ${row % 310}`);
    await expect(
      retrainModel(inputOf(history, rowsOf({ columns, answers }, ids), { champion })),
    ).rejects.toMatchObject({
      name: 'TrainingError',
      message: expect.stringMatching(
        /^Of the 1000 labelled rows .+ 300 are held out .+ give each an id of its own\.$/,
      ),
    });
  });

  test('says so when no input varies', async () => {
    const { answers } = draw(NEW, 500, 19);
    const flat = { x: answers.map(() => 1), y: answers.map(() => 2) };
    await expect(
      retrainModel({ ...inputOf(history, rowsOf({ columns: flat, answers }), { champion }), history: [] }),
    ).rejects.toMatchObject({
      name: 'TrainingError',
      message: expect.stringContaining('None of the 2 inputs varies'),
    });
  });
});

/** A kind that remembers what it was given. */
function recording(): { kind: ModelKind; lessons: LabelledRows[] } {
  const lessons: LabelledRows[] = [];
  const real = modelKind('logistic-regression');
  const kind: ModelKind = {
    ...real,
    train(rows, options) {
      lessons.push(rows);
      return real.train(rows, options);
    },
  };
  return { kind, lessons };
}

describe('retrainModel leaks nothing', () => {
  test('no model that is judged learns from a row that shares an id or all values with one held out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 2, max: 20 }),
        async (seed, every) => {
          const one = draw(NEW, 500, seed);
          const old = draw(OLD, 300, seed + 1);
          // Some rows are copies of earlier ones, across the files too, and some ids come again.
          const from = (row: number) => (row % every === 0 ? (row * 31) % 300 : null);
          const x = one.columns.x!.map((value, row) =>
            from(row) === null ? value : old.columns.x![from(row)!]!,
          );
          const y = one.columns.y!.map((value, row) =>
            from(row) === null ? value : old.columns.y![from(row)!]!,
          );
          const ids = x.map((_, row) => `id ${row % every === 1 ? row % 50 : row}`);
          const { kind, lessons } = recording();
          const window = rowsOf({ columns: { x, y }, answers: one.answers }, ids);
          const input = inputOf(rowsOf(old), window, { kind });
          const { evidence } = await retrained(input);
          const heldOut = evidence.heldOutRows.map((row) => row - 1);
          const values = new Set(heldOut.map((row) => `${x[row]} ${y[row]}`));
          const heldOutIds = new Set(heldOut.map((row) => ids[row]));
          const idOf = new Map(x.map((value, row) => [`${value} ${y[row]}`, ids[row]]));
          for (const lesson of lessons) {
            const [xs, ys] = lesson.columns as readonly [Float64Array, Float64Array];
            for (const [row, value] of xs.entries()) {
              const cells = `${value} ${ys[row]}`;
              expect(values.has(cells)).toBe(false);
              // Ids of rows that are no copies are known by their values.
              if (idOf.has(cells)) expect(heldOutIds.has(idOf.get(cells))).toBe(false);
            }
          }
        },
      ),
      { seed: 7, numRuns: 6 },
    );
  });

  test('old rows weigh in all what their recipe says of the new ones', async () => {
    const { kind, lessons } = recording();
    const breaths: number[] = [];
    const input = inputOf(history, drifted, {
      champion,
      kind,
      breathe: async () => {
        breaths.push(lessons.length);
      },
    });
    const { evidence } = await retrained(input);
    const ratios = lessons.slice(0, 15).map(({ weights, count }) => {
      const fresh = count > 2_000 ? count - 2_000 : count;
      return (weights.reduce((sum, weight) => sum + weight, 0) - fresh) / fresh;
    });
    for (const [recipe, share] of [0, null, 0.1, 0.3, 1].entries()) {
      for (const ratio of ratios.slice(3 * recipe, 3 * recipe + 3)) {
        if (share !== null) expect(ratio).toBeCloseTo(share, 9);
      }
    }
    expect(lessons[3]!.weights.every((weight) => weight === 1)).toBe(true);
    expect(evidence.candidates.map(({ historyWeight }) => historyWeight)).toEqual([
      0, 1, 0.0175, 0.0525, 0.175,
    ]);
    // A breath before each fit; the last before that of the champion's twin, which is of its own kind.
    expect(breaths).toEqual(Array.from({ length: 17 }, (_, fits) => fits));
  });

  test('learns from no more rows than it may, the new ones first', async () => {
    const { kind, lessons } = recording();
    const { evidence } = await retrained(inputOf(history, drifted, { champion, kind, rowsMax: 600 }));
    expect(evidence.rows).toMatchObject({ training: 350, history: 249 });
    expect(Math.max(...lessons.map(({ count }) => count))).toBeLessThanOrEqual(600);
  });
});

describe('evidence', () => {
  test('is the same, and so is the model, for the same input', async () => {
    const [one, other] = [
      await retrained(inputOf(history, drifted, { champion })),
      await retrained(inputOf(history, drifted, { champion })),
    ];
    expect(evidenceToJson(other.evidence)).toBe(evidenceToJson(one.evidence));
    expect(modelToJson(other.document)).toBe(modelToJson(one.document));
  });

  test('survives the journey as JSON, and nothing else is taken for it', async () => {
    const { evidence } = await retrained(inputOf(history, drifted, { champion }));
    expect(evidenceFromJson(evidenceToJson(evidence))).toEqual(evidence);
    expect(() => evidenceFromJson('{}')).toThrow('This is no evidence that can be read');
  });
});
