import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotsOf } from '../../../shared/tally/slots-of.ts';
import { cellsOfNumbers, seeded } from './arbitrary.ts';
import { numericFeature, tallyOf } from './fixtures.ts';

describe('slotsOf(sorted, values)', () => {
  it('counts what the tally counts: values, gaps and infinities', () => {
    fc.assert(
      fc.property(cellsOfNumbers, cellsOfNumbers, (before, after) => {
        const feature = numericFeature(before.filter((x) => !Number.isNaN(x)));
        const sorted = Float64Array.from(
          after.filter((x) => !Number.isNaN(x)),
          (x) => x + 0,
        ).sort();
        expect(slotsOf(sorted, feature.values)).toEqual(tallyOf(feature, after).x.slots);
      }),
      seeded,
    );
  });
});
