import { beforeAll, describe, expect, test } from 'vitest';
import { changeWords } from '../../../shared/model/change-words.ts';
import { compareModels } from '../../../shared/model/compare-models.ts';
import { modelKind } from '../../../shared/model/kinds/all-kinds.ts';
import { type LoadedModel, loadModel, modelToJson } from '../../../shared/model/model-document.ts';
import { scoreBatch } from '../../../shared/model/score-batch.ts';
import { trainModel } from '../../../shared/model/train-model.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { rowsOfCsv } from './rows.ts';

async function* bytesOf(text: string, chunk = text.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += chunk) yield new TextEncoder().encode(text.slice(at, at + chunk));
}

/** Two numbers, and an answer by where the row stands on the line between them. */
function points(count: number, seed: number, answer: (x: number, z: number) => string): string {
  const random = seededRandom(seed);
  const lines = Array.from({ length: count }, () => {
    const [x, z] = [random.normal(), random.normal()];
    return `${x},${z},${answer(x, z)}`;
  });
  return `x,z,y\n${lines.join('\n')}\n`;
}

async function learn(text: string, ignore: string[] = []): Promise<LoadedModel> {
  const source = { uri: 'points.csv', versionId: null, sha256: null };
  const options = { kind: modelKind('logistic-regression'), seed: 1, monitor: null, source };
  const rows = await rowsOfCsv(text, { label: 'y', ignore });
  return loadModel(modelToJson(trainModel(rows, { ...options, engineVersion: '1' })));
}

const above = (x: number) => (x > 0 ? 'yes' : 'no');
const threeWays = (x: number, z: number) => (x > 0 ? 'yes' : z > 0 ? 'perhaps' : 'no');

let byX: LoadedModel;
let byZ: LoadedModel;
let threeClasses: LoadedModel;
beforeAll(async () => {
  byX = await learn(points(400, 1, above), ['z']);
  byZ = await learn(
    points(400, 2, (_, z) => above(z)),
    ['x'],
  );
  threeClasses = await learn(points(600, 3, threeWays));
});

const compare = (text: string, before: LoadedModel, after: LoadedModel, chunk?: number) =>
  compareModels(bytesOf(text, chunk), before, after, { name: 'batch.csv' });

/** Every row's prediction and probabilities by class, as they are stored. */
async function predictionsOf(text: string, model: LoadedModel) {
  const { lines } = await scoreBatch(bytesOf(text), model, { name: 'batch.csv', modelVersion: 'v' });
  let csv = '';
  for await (const piece of lines) csv += piece;
  const { classes } = model.document;
  return csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([, prediction, ...cells]) => ({
      prediction: prediction ?? '',
      probability: (name: string) => Number(cells[classes.indexOf(name)] ?? 0),
    }));
}

describe('compareModels', () => {
  test('of a model with itself finds no change', async () => {
    const { rows, changed, table, meanProbabilityChange } = await compare(points(300, 4, above), byX, byX);
    expect([rows, changed, meanProbabilityChange]).toEqual([300, 0, 0]);
    expect(table[0]![1]! + table[1]![0]!).toBe(0);
  });

  test.each([
    ['other inputs', () => [byX, byZ] as const],
    ['a class more', () => [byX, threeClasses] as const],
    ['a class less', () => [threeClasses, byZ] as const],
  ])('counts what the predictions of both say, row by row, also with %s', async (_title, models) => {
    const [before, after] = models();
    const text = points(500, 5, above);
    const found = await compare(text, before, after);
    const a = await predictionsOf(text, before);
    const b = await predictionsOf(text, after);
    expect(found.rows).toBe(500);
    expect(found.changed).toBe(a.filter(({ prediction }, i) => prediction !== b[i]!.prediction).length);
    expect(found.changed).toBeGreaterThan(50);
    const { classes: from } = before.document;
    const { classes: to } = after.document;
    expect(found.table).toEqual(
      from.map((one) =>
        to.map((other) => a.filter((row, i) => row.prediction === one && b[i]!.prediction === other).length),
      ),
    );
    const names = [...new Set([...from, ...to])];
    const moved = a.map(
      (row, i) =>
        names.reduce((sum, name) => sum + Math.abs(b[i]!.probability(name) - row.probability(name)), 0) / 2,
    );
    // Stored probabilities have six digits.
    expect(found.meanProbabilityChange).toBeCloseTo(moved.reduce((sum, one) => sum + one, 0) / 500, 5);
  });

  test('says the same however the file is cut', async () => {
    const text = points(2_000, 6, above);
    expect(await compare(text, byX, threeClasses, 777)).toEqual(await compare(text, byX, threeClasses));
  });

  test('of a file without rows is of no rows', async () => {
    expect(await compare('x,z\n', byX, byZ).catch((error: Error) => error.name)).toBe('CsvError');
  });

  test('refuses a file that has none of the inputs of one of them', async () => {
    await expect(compare('x\n1\n', byX, byZ)).rejects.toMatchObject({
      name: 'CsvError',
      code: 'no-common-column',
    });
  });
});

describe('changeWords', () => {
  test('says how many, or why not', () => {
    const words = (rows: number, changed: number) =>
      changeWords({ compared: { rows, changed }, refusal: null });
    const against = 'differ from those of the model that was in charge before';
    expect(words(1_000, 120)).toBe(`120 of 1,000 predictions (12 %) ${against}`);
    expect(words(1_000, 0)).toBe(`0 of 1,000 predictions ${against}`);
    expect(changeWords({ compared: null, refusal: 'It was changed.' })).toBe(
      'Not compared with the model that was in charge before: It was changed.',
    );
  });
});
