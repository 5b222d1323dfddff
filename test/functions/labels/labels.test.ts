import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wilson } from '../../../shared/model/metrics/accuracy.ts';
import { baselineCsv, cleanCsv, driftedCsv, identifiedCsv, labelledCsv, labelsCsv } from '../sample-csv.ts';
import { World } from '../world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.close());

const BASELINE = identifiedCsv(labelledCsv(baselineCsv()), 'b');
const BATCH = identifiedCsv(cleanCsv(1), 'a');

const givenModel = () => world.upload('baseline/train.csv', BASELINE);
const givenScoredBatch = async () => {
  await givenModel();
  await world.upload('production/a.csv', BATCH);
};

/** The prediction for each row, from the stored file. */
async function predicted(): Promise<string[]> {
  const [prediction] = await world.predictions();
  const text = await world.artifact(prediction?.scored?.predictions.key ?? '');
  const lines = text.trimEnd().split('\n').slice(1);
  return lines.map((line) => line.split(',')[1] ?? '');
}

const calm = async () => {
  expect(world.errors).toEqual([]);
  expect(world.queue.deadLetters()).toEqual([]);
  expect(await world.pending()).toBe(0);
};

describe('answers that come later', () => {
  test('give the performance of the batch, with intervals, by class', async () => {
    await givenScoredBatch();
    expect(await world.performances()).toEqual([]);
    await world.upload(
      'labels/default/a.csv',
      labelsCsv('a', 0, 100, (i) => (i % 4 === 0 ? 'no' : 'yes')),
    );
    const right = (await predicted()).filter((name, i) => name === (i % 4 === 0 ? 'no' : 'yes'));
    const [performance] = await world.performances();
    const { model } = (await world.champion()) ?? {};
    expect(performance).toMatchObject({
      ...{ model, file: 'production/a.csv', rows: 100, labelled: 100 },
      ...{ foreign: 0, duplicates: 0, conflicts: 0, refusal: null },
      measured: {
        accuracy: wilson(right.length, 100),
        classes: [
          { name: 'no', labelled: 25, right: right.filter((name) => name === 'no').length },
          { name: 'yes', labelled: 75, right: right.filter((name) => name === 'yes').length },
        ],
      },
    });
    expect(performance?.measured?.rocAuc?.value).toBeGreaterThan(0);
    expect(await world.labelFiles()).toMatchObject([{ rows: 100, ids: 100, found: 100, duplicates: 0 }]);
    await calm();
  });

  test('may come in three parts, and count together', async () => {
    await givenScoredBatch();
    const labelled: (number | undefined)[] = [];
    for (const [i, [from, to]] of [[0, 30] as const, [30, 60] as const, [60, 100] as const].entries()) {
      await world.upload(`labels/default/part-${i}.csv`, labelsCsv('a', from, to));
      labelled.push((await world.performances())[0]?.labelled);
    }
    expect(labelled).toEqual([30, 60, 100]);
    expect(await world.performances()).toMatchObject([{ duplicates: 0, conflicts: 0 }]);
    await calm();
  });

  test('count once when they come twice, in a file and in two', async () => {
    await givenScoredBatch();
    const twice = `${labelsCsv('a', 0, 10)}a0,yes\n`;
    await world.upload('labels/default/a.csv', twice);
    await world.upload('labels/default/b.csv', twice);
    expect(await world.labelFiles()).toMatchObject([{ duplicates: 1 }, { duplicates: 1 }]);
    expect(await world.performances()).toMatchObject([{ labelled: 10, duplicates: 12, conflicts: 0 }]);
  });

  test('count as they were said last when they contradict each other', async () => {
    await givenScoredBatch();
    const first = (await predicted())[0] === 'yes' ? 'yes' : 'no';
    const other = first === 'yes' ? 'no' : 'yes';
    await world.upload('labels/default/a.csv', `id,label\na0,${first}\na0,${other}\n`);
    expect(await world.labelFiles()).toMatchObject([{ ids: 1, conflicts: 1 }]);
    expect(await world.performances()).toMatchObject([
      { labelled: 1, conflicts: 1, measured: { accuracy: { value: 0 } } },
    ]);
    await world.upload('labels/default/corrected.csv', `id,label\na0,${first}\n`);
    expect(await world.performances()).toMatchObject([
      { labelled: 1, conflicts: 2, measured: { accuracy: { value: 1 } } },
    ]);
  });

  test('count by the time of their upload, whichever is heard of first', async () => {
    await givenScoredBatch();
    const older = await world.store('labels/default/older.csv', 'id,label\na0,no\n');
    const newer = await world.store('labels/default/newer.csv', 'id,label\na0,yes\n');
    await world.tell(newer);
    await world.tell(older);
    expect((await world.performances())[0]?.measured?.classes).toMatchObject([
      { labelled: 0 },
      { labelled: 1 },
    ]);
  });

  test('of one class only have no ROC AUC', async () => {
    await givenScoredBatch();
    await world.upload('labels/default/a.csv', labelsCsv('a', 0, 100));
    const [performance] = await world.performances();
    expect(performance?.measured).toMatchObject({
      rocAuc: null,
      classes: [{ labelled: 0 }, { labelled: 100 }],
    });
  });

  test('that the model does not know are told and left out', async () => {
    await givenScoredBatch();
    await world.upload('labels/default/a.csv', 'id,label\na0,perhaps\na1,yes\n');
    expect(await world.performances()).toMatchObject([{ labelled: 1, foreign: 1 }]);
    await world.upload('labels/default/b.csv', 'id,label\na1,perhaps\n');
    expect(await world.performances()).toMatchObject([{ labelled: 0, foreign: 2, measured: null }]);
  });

  test('for ids that nobody knows, and rows without id or answer, are counted', async () => {
    await givenScoredBatch();
    await world.upload('labels/default/a.csv', 'id,label\nz9,yes\na1,yes\n,yes\na2,\n');
    expect(await world.labelFiles()).toMatchObject([{ rows: 4, empty: 2, ids: 2, found: 1 }]);
    expect(await world.performances()).toMatchObject([{ labelled: 1 }]);
    await world.upload('labels/default/b.csv', 'id,label\nz8,yes\n');
    expect(await world.labelFiles()).toMatchObject([{ found: 1 }, { ids: 1, found: 0 }]);
    await calm();
  });

  test('are joined by the id itself, also where the predictions write it so that no spreadsheet runs it', async () => {
    await givenModel();
    await world.upload('production/a.csv', BATCH.replace('a0,', '=1+1,').replace('a1,', "'=1+1,"));
    await world.upload('labels/default/a.csv', "id,label\n=1+1,yes\n'=1+1,no\n");
    expect(await world.performances()).toMatchObject([{ labelled: 2, duplicates: 0, conflicts: 0 }]);
  });

  test('concern only the batches that have their ids', async () => {
    await givenScoredBatch();
    await world.upload('production/b.csv', identifiedCsv(cleanCsv(2), 'c'));
    await world.upload('labels/default/a.csv', labelsCsv('c', 0, 5));
    expect(await world.performances()).toMatchObject([{ file: 'production/b.csv', labelled: 5 }]);
  });

  test('change neither incident nor status, and raise no alert while they are too few to retrain', async () => {
    await givenScoredBatch();
    await world.upload('production/drifted.csv', identifiedCsv(driftedCsv(2), 'd'));
    const before = [{ ...(await world.monitor()), retraining: null }, world.alertCounts()];
    await world.upload('labels/default/d.csv', labelsCsv('d', 0, 100));
    expect([{ ...(await world.monitor()), retraining: null }, world.alertCounts()]).toEqual(before);
  });
});

describe('answers that come first', () => {
  test('wait for the baseline, and count once the batch is scored', async () => {
    await world.upload('labels/default/a.csv', labelsCsv('a', 0, 40));
    expect(await world.pending()).toBe(1);
    await givenModel();
    expect(await world.labelFiles()).toMatchObject([{ ids: 40, found: 0 }]);
    expect(await world.performances()).toEqual([]);
    await world.upload('production/a.csv', BATCH);
    expect(await world.performances()).toMatchObject([{ labelled: 40, rows: 100 }]);
    await calm();
  });

  test('and others that come later count together', async () => {
    await givenModel();
    await world.upload('labels/default/a.csv', labelsCsv('a', 0, 40));
    await world.upload('production/a.csv', BATCH);
    await world.upload('labels/default/b.csv', labelsCsv('a', 40, 60));
    expect(await world.performances()).toMatchObject([{ labelled: 60 }]);
  });
});

describe('answers in the batch itself', () => {
  test('are used at once, by row, without any id', async () => {
    await world.upload('baseline/train.csv', labelledCsv(baselineCsv()));
    await world.upload('production/a.csv', labelledCsv(cleanCsv(1)));
    const [performance] = await world.performances();
    expect(performance).toMatchObject({ rows: 100, labelled: 100 });
    expect(performance?.measured?.accuracy.value).toBeGreaterThan(0.8);
    await calm();
  });

  test('are corrected by a file that is uploaded later, not by one uploaded before', async () => {
    await givenModel();
    await world.upload(
      'labels/default/early.csv',
      labelsCsv('a', 0, 100, () => 'no'),
    );
    await world.upload(
      'production/a.csv',
      identifiedCsv(
        labelledCsv(cleanCsv(1), () => 'yes'),
        'a',
      ),
    );
    const classes = async () =>
      (await world.performances())[0]?.measured?.classes.map(({ labelled }) => labelled);
    expect(await classes()).toEqual([0, 100]);
    expect(await world.performances()).toMatchObject([{ conflicts: 100 }]);
    await world.upload(
      'labels/default/late.csv',
      labelsCsv('a', 0, 30, () => 'no'),
    );
    expect(await classes()).toEqual([30, 70]);
  });

  test('may be missing in some rows', async () => {
    await givenModel();
    await world.upload(
      'production/a.csv',
      identifiedCsv(
        labelledCsv(cleanCsv(1), (_, i) => (i < 7 ? 'yes' : '')),
        'a',
      ),
    );
    expect(await world.performances()).toMatchObject([{ labelled: 7, rows: 100 }]);
  });
});

describe('a file with answers that cannot be used is set aside with its reason', () => {
  test.each([
    ['no id column', 'label\nyes\n', /column "id": this column names a row \(`id`\).*Its columns are: label/],
    ['no label column', 'id,lable\na0,yes\n', /column "label".*holds the answer.*Did you mean "lable"\?/],
    ['other columns', 'x,y\n1,2\n', /column "id".*Its columns are: x, y\./],
    ['no rows', 'id,label\n', /no row/i],
  ])('%s', async (_, content, reason) => {
    await givenScoredBatch();
    await world.upload('labels/default/a.csv', content);
    expect(world.alertCounts()).toEqual({ 'file.quarantined': 1 });
    const [refused] = await world.documents<{ kind: string; refusal: { message: string } }>(
      'M#default',
      'QUARANTINE#',
    );
    expect(refused).toMatchObject({ kind: 'labels' });
    expect(refused?.refusal.message).toMatch(reason);
    expect(await world.labelFiles()).toEqual([]);
    await calm();
  });

  test('where nobody has said which column names a row', async () => {
    await world.upload('baseline/train.csv', labelledCsv(baselineCsv()));
    await world.upload('labels/default/a.csv', 'id,label\na0,yes\n');
    const [refused] = await world.documents<{ refusal: { code: string; message: string } }>(
      'M#default',
      'QUARANTINE#',
    );
    expect(refused?.refusal).toMatchObject({ code: 'no-id' });
    expect(refused?.refusal.message).toContain('Name it as `id` in monitors/default.json');
  });

  test('where nobody has said which column holds the answers', async () => {
    await world.upload('baseline/train.csv', identifiedCsv(baselineCsv(), 'b'));
    await world.upload('labels/default/a.csv', 'id,label\na0,yes\n');
    const [refused] = await world.documents<{ refusal: { code: string } }>('M#default', 'QUARANTINE#');
    expect(refused?.refusal).toMatchObject({ code: 'no-label' });
  });
});

describe('predictions', () => {
  test('that were changed in the store are not measured, and the record says so', async () => {
    await givenScoredBatch();
    const [prediction] = await world.predictions();
    world.tamper(prediction?.scored?.predictions.key ?? '', (text) => text.replaceAll('yes', 'sey'));
    await world.upload('labels/default/a.csv', labelsCsv('a', 0, 10));
    const [performance] = await world.performances();
    expect(performance).toMatchObject({ measured: null });
    expect(performance?.refusal).toMatch(/has SHA-256/);
    await calm();
  });

  test('have an estimate without labels, which says what it assumes', async () => {
    await givenScoredBatch();
    const [prediction] = await world.predictions();
    const estimated = prediction?.scored?.estimated;
    expect(estimated?.accuracy).toBeGreaterThan(0.5);
    expect(estimated?.assumes).toMatch(/cannot see concept drift/);
    const summary = JSON.parse(await world.artifact(prediction?.scored?.summary.key ?? ''));
    expect(summary.estimated).toEqual(estimated);
  });

  test('by every model that scored a batch are measured', async () => {
    await givenScoredBatch();
    await world.upload('monitors/default.json', '{"ignore":["rate"]}');
    await world.upload('labels/default/a.csv', labelsCsv('a', 0, 10));
    const performances = await world.performances();
    expect(performances).toMatchObject([{ labelled: 10 }, { labelled: 10 }]);
    expect(new Set(performances.map(({ model }) => model)).size).toBe(2);
  });
});
