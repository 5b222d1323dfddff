import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseSettings } from '../../../shared/config/parse-settings.ts';
import { modelKind } from '../../../shared/model/kinds/all-kinds.ts';
import { type LoadedModel, loadModel, modelToJson } from '../../../shared/model/model-document.ts';
import { scoreBatch } from '../../../shared/model/score-batch.ts';
import { profileScores, ScoreTally } from '../../../shared/model/score-profile.ts';
import { trainModel } from '../../../shared/model/train-model.ts';
import { twoSampleKs } from '../../../shared/stats/ks-definition.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { rowsOfCsv } from './rows.ts';

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** Rows of people whose answer is "=yes" when x is large, and "no" otherwise. */
function people(count: number, seed: number, shift = 0): string {
  const random = seededRandom(seed);
  const lines = Array.from({ length: count }, (_, row) => {
    const x = random.normal() + shift;
    return `${row % 9 === 0 ? '=1+1' : `p${row}`},${x},${x + random.normal() > 0 ? '=yes' : 'no'}`;
  });
  return `id,x,y\n${lines.join('\n')}\n`;
}

let model: LoadedModel;
beforeAll(async () => {
  const training = await rowsOfCsv(people(800, 1), { label: 'y', id: 'id' });
  const source = { uri: 'people.csv', versionId: null, sha256: null };
  const kind = modelKind('logistic-regression');
  model = loadModel(
    modelToJson(trainModel(training, { kind, seed: 1, monitor: null, source, engineVersion: '1' })),
  );
});

async function score(text: string) {
  const scoring = await scoreBatch(bytesOf(text), model, { name: 'batch.csv', modelVersion: 'v7' });
  const pieces: string[] = [];
  for await (const piece of scoring.lines) pieces.push(piece);
  const [header, ...rows] = parse(pieces.join('')) as string[][];
  return { ...scoring, header, rows, drift: scoring.scores.drift(parseSettings({})) };
}

describe('scoreBatch', () => {
  test('writes row, class, a probability for each class, and the model, one line a row', async () => {
    const { header, rows } = await score('id,x\na,-9\nb,9\n');
    expect(header).toEqual(['row_id', 'prediction', 'p_=yes', 'p_no', 'model']);
    expect(rows.map(([id, prediction]) => [id, prediction])).toEqual([
      ['a', 'no'],
      ['b', "'=yes"],
    ]);
    for (const [, , yes, no, version] of rows) {
      expect(Number(yes) + Number(no)).toBeCloseTo(1, 5);
      expect(version).toBe('v7');
    }
  });

  test('defuses what a spreadsheet would run', async () => {
    const { rows } = await score('id,x\n=cmd|calc,1\n@sum,1\n-5,1\n');
    expect(rows.map(([id]) => id)).toEqual(["'=cmd|calc", "'@sum", '-5']);
  });

  test('numbers rows where there is no id', async () => {
    const { header, rows } = await score('x\n1\n2\n3\n');
    expect([header![0], ...rows.map(([row]) => row)]).toEqual(['row_number', '1', '2', '3']);
  });

  test('columns may come in any order, with others between them; cells that are no numbers count as missing', async () => {
    const { rows } = await score('extra,x,id\n?,oops,a\n?,,b\n');
    expect(rows[0]!.slice(1)).toEqual(rows[1]!.slice(1));
  });

  test('refuses a file that has none of the inputs', async () => {
    await expect(score('id,z\na,1\n')).rejects.toMatchObject({ name: 'CsvError', code: 'no-common-column' });
  });

  test('what is predicted for a row does not depend on the rows around it', async () => {
    const text = people(3_000, 5);
    const { rows } = await score(text);
    const { rows: oneByOne } = await score(`${text.split('\n').slice(0, 2).join('\n')}\n`);
    expect(rows).toHaveLength(3_000);
    expect(oneByOne[0]).toEqual(rows[0]);
  });
});

describe('prediction drift', () => {
  test('people like those in training: none', async () => {
    const { drift } = await score(people(500, 2));
    expect(drift).toMatchObject({ rows: 500, drifted: false });
  });

  test('people with larger x: the class is predicted more often', async () => {
    const { drift } = await score(people(500, 2, 1));
    expect(drift.drifted).toBe(true);
    expect(drift.classes).toEqual([
      expect.objectContaining({ class: 'no', direction: 'down', drifted: true }),
    ]);
  });

  test('five rows are too few to call anything drift', async () => {
    const { drift } = await score(people(5, 2, 30));
    expect(drift.classes[0]!.statistic).toBeGreaterThan(0.9);
    expect(drift.drifted).toBe(false);
  });
});

describe('ScoreTally', () => {
  test('D is that of the two samples themselves, class by class, over all blocks', () => {
    const random = seededRandom(6);
    const classes = ['a', 'b', 'c'];
    // Rounded, so that there are ties.
    const draw = (rows: number, tilt: number) =>
      Float64Array.from(
        Array.from({ length: rows }, () => {
          const a = Math.round(60 * random.uniform() ** tilt) / 100;
          const b = Math.round(40 * random.uniform()) / 100;
          return [a, b, 1 - a - b];
        }).flat(),
      );
    const before = draw(300, 1);
    const after = draw(200, 2);
    const tally = new ScoreTally(classes, profileScores(classes, before));
    tally.add(after.subarray(0, 150));
    tally.add(after.subarray(150));
    const drift = tally.drift(parseSettings({}));
    for (const [k, { statistic }] of drift.classes.entries()) {
      const ofClass = (all: Float64Array) => all.filter((_, i) => i % 3 === k);
      expect(statistic).toBeCloseTo(twoSampleKs(ofClass(before), ofClass(after)).statistic, 12);
    }
    expect(drift.classes[0]).toMatchObject({ direction: 'down', drifted: true });
    expect(drift.classes[1]!.drifted).toBe(false);
  });

  test('without a row there is nothing to say', () => {
    const scores = profileScores(['a', 'b'], Float64Array.of(0.2, 0.8));
    expect(new ScoreTally(['a', 'b'], scores).drift(parseSettings({}))).toEqual({
      rows: 0,
      drifted: false,
      classes: [],
    });
  });
});
