import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SharedColumns, sharedMemory } from '../../../infra/cli/shared-columns.ts';
import { ExchangeBroken } from '../../../shared/scan/column-exchange.ts';
import { seededRandom } from '../../../shared/stats/random.ts';
import type { RangeTask } from '../../../shared/tally/ranges/tally-range.ts';
import { drawMess, messyFile } from '../../shared/scan/messy-file.ts';
import { COLUMNS, PROFILE } from '../../shared/scan/messy-profile.ts';
import { lineStarts, readByRanges, readCutAt, readWhole } from '../../shared/tally/ranges/outcomes.ts';

/** All readers on this one thread: each looks at the others in turn. */
const together = (tasks: readonly RangeTask[]) => {
  const memory = sharedMemory(PROFILE, tasks[0]!.form.header.names, tasks.length);
  return tasks.map((_, reader) => new SharedColumns(memory, reader));
};

const NUMBERS = PROFILE.features.findIndex(({ type }) => type === 'numeric');

describe('readers that count a file together', () => {
  it('come to what one comes to, for files of every sort and whatever was taken for the beginning of a row', async () => {
    let refused = 0;
    let again = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const random = seededRandom(seed);
      const rows = 1 + random.integer(10 ** (1 + random.integer(3)));
      const bytes = messyFile(rows, 1 + random.integer(COLUMNS + 1), drawMess(rows, random), random);
      const file = { bytes, limits: random.uniform() < 0.1 ? { rowsMax: rows - 1 } : {} };
      const whole = await readWhole(file, PROFILE);
      const partBytes = Math.ceil(bytes.length / (1 + random.integer(5)));
      expect(await readByRanges(file, PROFILE, partBytes, together), `seed ${seed}`).toBe(whole);
      const cuts = lineStarts(bytes).filter(() => random.uniform() < 4 / rows);
      const cut = await readCutAt(file, PROFILE, cuts, together);
      expect(cut.outcome, `seed ${seed}, cut at ${cuts.join(', ')}`).toBe(whole);
      if (!whole.startsWith('{')) refused++;
      again += cut.again;
    }
    expect(refused).toBeGreaterThan(2);
    expect(again).toBeGreaterThan(5);
  });

  it('share out the numbers: each is counted by one of them', () => {
    const header = PROFILE.features.map(({ name }) => name);
    const readers = [0, 1, 2].map((reader) => new SharedColumns(sharedMemory(PROFILE, header, 3), reader));
    for (const [f, { type }] of PROFILE.features.entries()) {
      expect(readers.filter((reader) => reader.counts(f))).toHaveLength(type === 'numeric' ? 1 : 3);
    }
  });

  it('take what the others offer, block by block, and go on when one has ended', async () => {
    const memory = sharedMemory(PROFILE, [PROFILE.features[NUMBERS]!.name], 2);
    const [counting, offering] = [new SharedColumns(memory, 0), new SharedColumns(memory, 1)];
    const taken: number[][] = [];
    const take = () => counting.take((f, values) => taken.push([f, ...values]));
    await offering.offer(2, () => Float64Array.of(1, Number.NaN));
    expect(await take()).toBe(true);
    await offering.offer(1, () => Float64Array.of(3));
    expect(await take()).toBe(true);
    offering.end();
    expect(await take()).toBe(false);
    expect(taken).toEqual([
      [NUMBERS, 1, Number.NaN],
      [NUMBERS, 3],
    ]);
  });

  it('put what they have counted where the columns were, once nobody has to take any more', async () => {
    const memory = sharedMemory(PROFILE, [PROFILE.features[NUMBERS]!.name], 3);
    const readers = [0, 1, 2].map((reader) => new SharedColumns(memory, reader));
    const [first, second, third] = readers as [SharedColumns, SharedColumns, SharedColumns];
    await third.offer(1, () => Float64Array.of(7));
    for (const reader of readers) reader.end();
    const taken: number[] = [];
    await first.take((_, values) => taken.push(...values));
    expect((await first.counted())(8).buffer).not.toBe(memory.numbers.buffer);
    let isOver = false;
    const counted = Promise.all([second.counted(), third.counted()]).finally(() => (isOver = true));
    await setTimeout(20);
    expect(isOver).toBe(false);
    await second.take((_, values) => taken.push(...values));
    const rooms = (await counted).map((roomFor) => roomFor(8));
    expect(rooms.map(({ buffer }) => buffer === memory.numbers.buffer)).toEqual([true, true]);
    expect(rooms.map(({ byteOffset }) => byteOffset)).toEqual([0, memory.numbers.byteLength / 2]);
    expect(taken).toEqual([7]);
  });

  it('wait for nothing when one of them is broken off, or the signal says so', async () => {
    const header = PROFILE.features.map(({ name }) => name);
    const memory = sharedMemory(PROFILE, header, 2);
    const waiting = new SharedColumns(memory, 0).take(() => {});
    new SharedColumns(memory, 1).breakOff();
    await expect(waiting).rejects.toThrow(ExchangeBroken);
    const stop = new AbortController();
    const another = new SharedColumns(sharedMemory(PROFILE, header, 2), 0, { signal: stop.signal }).take(
      () => {},
    );
    stop.abort(new Error('enough'));
    await expect(another).rejects.toThrow('enough');
  });
});
