import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBlock, createTally } from '../../../shared/tally/batch-tally.ts';
import type { Tally } from '../../../shared/tally/tally.ts';
import { tallyFromJson, tallyToJson } from '../../../shared/tally/tally-json.ts';
import { awkwardName, cellsOfNumbers, seeded } from './arbitrary.ts';
import { blockOf, levelFeature, levels, numbers, numericFeature, profileOf } from './fixtures.ts';

const profile = profileOf(
  numericFeature([-Infinity, 0, 1, 2], { name: '__proto__' }),
  levelFeature({ a: 1, Infinity: 2 }),
);

function tallyOf(cells: readonly number[], names: readonly (string | null)[]): Tally {
  const tally = createTally(profile, ['__proto__', 'level', 'constructor']);
  addBlock(tally, profile, blockOf([numbers(cells), levels(cells.map((_, i) => names[i]!))]));
  return tally;
}

const small = tallyOf([1, 5, Infinity], ['a', 'Infinity', '__proto__']);
const edited = (change: (document: ReturnType<typeof JSON.parse>) => void) => {
  const document = JSON.parse(tallyToJson(small));
  change(document);
  return () => tallyFromJson(JSON.stringify(document));
};

describe('tallyFromJson(tallyToJson(tally))', () => {
  it('is the tally: infinities, hostile names, and levels that look like numbers', () => {
    const names = fc.array(fc.option(awkwardName), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(cellsOfNumbers, names, (cells, levels) => {
        const tally = tallyOf(cells, levels);
        expect(tallyFromJson(tallyToJson(tally))).toEqual(tally);
      }),
      seeded,
    );
  });

  it('keeps the difference between an infinite number and a level of that name', () => {
    const [numbers, levels] = tallyFromJson(tallyToJson(small)).sample.columns;
    expect(levels![[...numbers!].indexOf(Infinity)]).toBe('__proto__');
    expect(levels).toContain('Infinity');
  });

  it('gives equal tallies the same bytes', () => {
    const again = tallyFromJson(tallyToJson(small));
    expect(tallyToJson(again)).toBe(tallyToJson(small));
  });
});

describe('tallyFromJson(text) refuses', () => {
  it.each([
    ['what is not JSON', () => tallyFromJson('{"rows":'), 'it is not JSON'],
    ['another version', edited((tally) => (tally.schemaVersion = 9)), 'tallies of version 1, not 9'],
    ['a missing field', edited((tally) => delete tally.sample), 'sample'],
    [
      'counts that do not add up',
      edited((tally) => tally.features[0].slots[1]++),
      'add up to 4 rows, not to 3',
    ],
    ['a count that is no whole number', edited((tally) => (tally.features[1].counts[0] = 0.5)), 'not 0.5'],
    ['slots without their sums', edited((tally) => tally.features[0].gapSums.pop()), '9 slots and 4 sums'],
    [
      'a sampled row of another width',
      edited((tally) => tally.sample[0].values.pop()),
      '1 values for 2 features',
    ],
    [
      'a number where a level belongs',
      edited((tally) => (tally.sample[0].values[1] = 7)),
      'must be text, not 7',
    ],
  ])('%s', (_, read, message) => {
    expect(read).toThrow(message);
  });
});
