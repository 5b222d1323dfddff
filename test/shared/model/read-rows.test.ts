import { describe, expect, test } from 'vitest';
import { RecentSample } from '../../../shared/model/recent-sample.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { rowsOfCsv } from './rows.ts';

const csv = (lines: readonly string[]) => `${lines.join('\n')}\n`;

describe('readRows', () => {
  test('reads inputs as the baseline types them, answers as classes, and leaves out what is no input', async () => {
    const { rows, inputs, ids, id, label, rowNumbers, rowsRead, rowsLabelled } = await rowsOfCsv(
      csv([
        'key,when,x,colour,empty,answer',
        'k1,1,1.5,red,,no',
        'k2,2,NA,blue,,yes',
        'k3,3,oops,red,,',
        'k4,4,2,,,no',
      ]),
      { label: 'answer', id: 'key', timestamp: 'when', types: { x: 'numeric' } },
    );
    expect(inputs).toEqual([
      { name: 'x', type: 'numeric' },
      { name: 'colour', type: 'categorical' },
    ]);
    expect([...rows.columns[0]!]).toEqual([1.5, Number.NaN, 2]);
    expect(rows.columns[1]).toEqual(['red', 'blue', null]);
    expect([rows.classes, [...rows.labels], [...rows.weights]]).toEqual([
      ['no', 'yes'],
      [0, 1, 0],
      [1, 1, 1],
    ]);
    expect({ ids, id, label, rowNumbers: [...rowNumbers], rowsRead, rowsLabelled }).toEqual({
      ids: ['k1', 'k2', 'k4'],
      id: 'key',
      label: 'answer',
      rowNumbers: [1, 2, 4],
      rowsRead: 4,
      rowsLabelled: 3,
    });
  });

  test.each([
    [
      ['1', '0', '1.0', '0'],
      ['0', '1'],
    ],
    [
      ['True', 'false', 'TRUE', 'false'],
      ['false', 'true'],
    ],
    [
      ['True', 'no', 'true', 'no'],
      ['True', 'no', 'true'],
    ],
  ])('answers %j are the classes %j', async (answers, classes) => {
    const text = csv(['x,y', ...answers.map((answer, row) => `${row},${answer}`)]);
    expect((await rowsOfCsv(text, { label: 'y', types: { x: 'numeric' } })).rows.classes).toEqual(classes);
  });

  test('of more rows than it may keep, takes a sample: classes by their share, later rows more often, in order', async () => {
    const lines = Array.from({ length: 4_000 }, (_, row) => `${row},${row % 10 === 0 ? 'rare' : 'usual'}`);
    const text = csv(['x,y', ...lines]);
    const { rows, rowsLabelled } = await rowsOfCsv(text, { label: 'y' }, { rowsMax: 500 });
    const places = [...(rows.columns[0] as Float64Array)];
    expect([rows.count, rowsLabelled]).toEqual([500, 4_000]);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(rows.labels.filter((label) => rows.classes[label] === 'rare')).toHaveLength(50);
    expect(
      places.every((place, i) => (place % 10 === 0) === (rows.classes[rows.labels[i]!] === 'rare')),
    ).toBe(true);
    // The later half makes up three quarters: 375 of 500, give or take four standard deviations.
    expect(Math.abs(places.filter((place) => place >= 2_000).length - 375)).toBeLessThan(40);
    const again = await rowsOfCsv(text, { label: 'y' }, { rowsMax: 500 });
    expect(again.rows.columns[0]).toEqual(rows.columns[0]);
  });
});

describe('readRows refuses, and says the way out', () => {
  test.each([
    ['no label is known', 'x,z\n1,a\n2,b\n', {}, 'Name it as `label` in the settings'],
    ['no row has an answer', 'x,y\n1,\n2,NA\n', { label: 'y' }, 'column "y" is empty in all 2 rows'],
    [
      'the answers are quantities',
      csv(['x,price', ...Array.from({ length: 120 }, (_, row) => `${row},${row * 1.5}`)]),
      { label: 'price' },
      'column "price" has more than 100 different answers',
    ],
  ])('when %s', async (_, text, settings, message) => {
    await expect(rowsOfCsv(text, settings)).rejects.toMatchObject({
      name: 'TrainingError',
      message: expect.stringContaining(message),
    });
  });
});

describe('RecentSample', () => {
  test('keeps every row while there is room', () => {
    const sample = new RecentSample(10, seededRandom(1));
    for (let row = 0; row < 10; row++) sample.offer(row < 9 ? 'a' : 'b', row);
    expect(sample.prune()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('never gives up a class, however rare, nor holds more than twice its rows', () => {
    const sample = new RecentSample(20, seededRandom(1));
    let held = 0;
    const stored: number[] = [];
    for (let row = 0; row < 5_000; row++) {
      sample.offer(row === 17 ? 'once' : 'often', stored.length);
      stored.push(row);
      if (sample.isFull) stored.splice(0, stored.length, ...sample.prune().map((place) => stored[place]!));
      held = Math.max(held, stored.length);
    }
    const kept = sample.prune().map((place) => stored[place]!);
    expect(kept).toContain(17);
    expect(kept.length).toBeLessThanOrEqual(20);
    expect(held).toBeLessThanOrEqual(40);
  });
});
