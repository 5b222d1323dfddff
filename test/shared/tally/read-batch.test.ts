import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../shared/config/settings.ts';
import { readBaseline } from '../../../shared/profile/read-baseline.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import { addBlock, createTally } from '../../../shared/tally/batch-tally.ts';
import { readBatch } from '../../../shared/tally/read-batch.ts';
import { tallyToJson } from '../../../shared/tally/tally-json.ts';
import { blockOf, numbers, numericFeature, profileOf } from './fixtures.ts';

const settings = v.parse(settingsSchema, { id: 'id', ignore: ['note'] });

async function* chunksOf(text: string, bytes = 11): AsyncGenerator<Uint8Array> {
  const all = new TextEncoder().encode(text);
  for (let from = 0; from < all.length; from += bytes) yield all.slice(from, from + bytes);
}

const baseline = [
  'id,x,level,gone',
  ...Array.from({ length: 60 }, (_, i) => `${i},${i * 1.5},${'abc'[i % 3]},${i}`),
];
const profile = await readBaseline(chunksOf(baseline.join('\n')), settings, { name: 'baseline.csv' });
const read = (rows: readonly string[]) =>
  readBatch(chunksOf(rows.join('\n')), profile, settings, { name: 'b.csv' });

describe('readBatch(chunks, profile, settings, options)', () => {
  it('tallies columns by name, wherever they stand', async () => {
    const tally = await read(['level,id,x', 'a,1,3', 'new,2,4', ',3,oops']);
    expect(tally.rows).toBe(3);
    expect(tally.features.map(({ present, count, missing }) => ({ present, count, missing }))).toEqual([
      { present: true, count: 2, missing: 1 },
      { present: true, count: 2, missing: 1 },
      { present: false, count: 0, missing: 0 },
    ]);
    expect(tally.features[0]!.unparsable).toEqual({ count: 1, examples: [[4, 'oops']] });
    expect(tally.features[1]).toMatchObject({ newCount: 1, newLevels: new Map([['new', 1]]) });
  });

  it('lists columns that neither the baseline nor the settings know', async () => {
    const tally = await read(['id,x,level,gone,note,__proto__,added', '1,2,a,3,4,5,6']);
    expect(tally.extraColumns).toEqual(['__proto__', 'added']);
  });

  it('passes on what the reader noticed', async () => {
    const tally = await read(['id,x,level,gone', '1,2']);
    expect(tally.notices.map(({ code }) => code)).toEqual(['short-rows']);
  });

  it('does not depend on how the bytes were cut', async () => {
    const text = baseline.join('\n');
    const tallies = [1, 7, 4096].map((bytes) =>
      readBatch(chunksOf(text, bytes), profile, settings, { name: 'b.csv' }),
    );
    const [first, ...others] = (await Promise.all(tallies)).map(tallyToJson);
    for (const other of others) expect(other).toBe(first);
  });

  it('refuses a file that cannot be read', async () => {
    await expect(read(['id,x,x', '1,2,3'])).rejects.toThrow('both called "x"');
  });
});

describe('readBatch(chunks, profile, settings, options) of another file', () => {
  it('refuses a file without a single column of the baseline, such as one without a header line', async () => {
    const name = 'no-header.csv';
    const reading = readBatch(chunksOf('1,2,3\n4,5,6\n', 4096), profileOf(numericFeature([1])), settings, {
      name,
    });
    await expect(reading).rejects.toThrow("no-header.csv, line 1: no column is one of the baseline's 1 (x)");
  });

  it('names the baseline\u2019s columns as safe text of bounded length', async () => {
    const name = `\u001b[31m${'x'.repeat(1000)}`;
    const profile = profileOf({ ...numericFeature([1]), name });
    const reading = readBatch(chunksOf('1,2,3\n4,5,6\n', 4096), profile, settings, { name: 'a.csv' });
    await expect(reading).rejects.toThrow(/baseline's 1 \(\\u001b\[31mx{49}…\)/);
  });
});

describe('addBlock(tally, profile, block)', () => {
  it('takes a million rows with memory that depends on the baseline alone', () => {
    const random = seededRandom(1);
    const feature = numericFeature(Array.from({ length: 10_000 }, () => random.normal()));
    const one = profileOf(feature);
    const tally = createTally(one, ['x']);
    const values = Array.from({ length: 10_000 }, () => random.normal());
    for (let block = 0; block < 100; block++)
      addBlock(tally, one, blockOf([numbers(values)], 10_000 * block));
    const [x] = tally.features;
    expect(tally.rows).toBe(1_000_000);
    expect(x).toMatchObject({ count: 1_000_000, missing: 0, newValues: null });
    // A tally's text grows with the digits of its counts, not with the rows.
    const tenth = createTally(one, ['x']);
    for (let block = 0; block < 10; block++) addBlock(tenth, one, blockOf([numbers(values)], 10_000 * block));
    expect(tallyToJson(tally).length / tallyToJson(tenth).length).toBeLessThan(1.3);
  });

  it('refuses a block that was typed against another profile', () => {
    const one = profileOf(numericFeature([1]));
    expect(() => addBlock(createTally(one, ['x']), one, blockOf([]))).toThrow('one entry for each feature');
    const levels = { kind: 'level', values: ['a'], unparsable: { count: 0, examples: [] } } as const;
    expect(() => addBlock(createTally(one, ['x']), one, blockOf([levels]))).toThrow(
      'the profile says numeric',
    );
  });
});
