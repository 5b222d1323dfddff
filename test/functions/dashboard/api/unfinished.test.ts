import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listUnfinished } from '../../../../functions/dashboard/wire/files.ts';
import { baselineCsv, cleanCsv } from '../../sample-csv.ts';
import { ApiWorld } from '../api-world.ts';

const monitor = 'default';
let world: ApiWorld;
beforeEach(() => {
  world = new ApiWorld();
});
afterEach(() => world.close());

const unfinished = async () => (await world.answer(listUnfinished, { monitor })).items;

describe('files that are not finished', () => {
  test('wait for a baseline, oldest first, and are gone when it has come', async () => {
    await world.upload('production/may.csv', cleanCsv(1));
    await world.upload('production/default/<b>june.csv', cleanCsv(2));
    expect((await unfinished()).map(({ kind, file, state }) => [kind, file.name, state])).toEqual([
      ['production', 'may.csv', 'waiting'],
      ['production', '<b>june.csv', 'waiting'],
    ]);
    await world.upload('baseline/train.csv', baselineCsv());
    expect(await unfinished()).toEqual([]);
  });

  test('are at work until they are done', async () => {
    await world.upload('baseline/train.csv', baselineCsv());
    let meanwhile: Awaited<ReturnType<typeof unfinished>> = [];
    world.start(({ objects, ...ports }) => ({
      ...ports,
      objects: {
        head: (ref) => objects.head(ref),
        read: async (ref, range) => {
          meanwhile = await unfinished();
          return objects.read(ref, range);
        },
        writeOnce: (key, content) => objects.writeOnce(key, content),
        list: (bucket, prefix, page) => objects.list(bucket, prefix, page),
      },
    }));
    await world.upload('production/may.csv', cleanCsv(1));
    expect(meanwhile).toMatchObject([{ kind: 'production', state: 'at-work', file: { name: 'may.csv' } }]);
    expect(await unfinished()).toEqual([]);
  });

  test('come in pages, and only those of the monitor', async () => {
    for (const name of ['a', 'b', 'c']) await world.upload(`production/${name}.csv`, cleanCsv(1));
    await world.upload('production/other/d.csv', cleanCsv(1));
    const first = await world.answer(listUnfinished, { monitor }, { query: { limit: 2 } });
    expect(first.items.map(({ file }) => file.name)).toEqual(['a.csv', 'b.csv']);
    const rest = await world.answer(
      listUnfinished,
      { monitor },
      { query: { limit: 2, cursor: first.cursor ?? '' } },
    );
    expect(rest.items.map(({ file }) => file.name)).toEqual(['c.csv']);
    expect(rest.cursor).toBeNull();
  });
});
