import type { NumericFeatureProfile } from '../profile/profile.ts';
import { addNewValues } from './new-values.ts';
import { addToSketch } from './sketch.ts';
import { slotIndexOf } from './slot-index.ts';
import { noCounts } from './sorted-counts.ts';
import type { NumericTally } from './tally.ts';

/** Work space of one block, shared by all features: a block is tallied from start to end without a pause. */
let present = new Float64Array(0);
let slotOf = new Int32Array(0);

/** @param hasCounters false for whoever counts elsewhere, and brings `slots` and `gapSums` at the end */
export function emptyNumericTally(
  { values }: NumericFeatureProfile,
  isPresent: boolean,
  hasCounters = true,
): NumericTally {
  return {
    kind: 'numeric',
    present: isPresent,
    count: 0,
    missing: 0,
    unparsable: { count: 0, examples: [] },
    slots: new Uint32Array(hasCounters ? 2 * values.length + 1 : 0),
    gapSums: new Float64Array(hasCounters ? values.length + 1 : 0),
    min: Infinity,
    max: -Infinity,
    sketch: noCounts(),
    newValues: noCounts(),
  };
}

/** Adds a block's cells (NaN is missing) to the tally. O(rows) for data spread like the baseline. */
export function addNumbers(tally: NumericTally, feature: NumericFeatureProfile, values: Float64Array): void {
  if (present.length < values.length) {
    present = new Float64Array(values.length);
    slotOf = new Int32Array(values.length);
  }
  const count = keepPresent(values);
  slotIndexOf(feature).locate(present, count, slotOf);
  countSlots(tally, count);
  tally.sketch = addToSketch(tally.sketch, present, count);
  countNewValues(tally, count);
  tally.count += count;
  tally.missing += values.length - count;
}

/** Copies what is not NaN, with -0 as 0: the two are one value, but their bits are apart. */
function keepPresent(values: Float64Array): number {
  let count = 0;
  for (let j = 0; j < values.length; j++) {
    const x = values[j]!;
    present[count] = x + 0;
    count += Number.isNaN(x) ? 0 : 1;
  }
  return count;
}

function countSlots(tally: NumericTally, count: number): void {
  const { slots, gapSums } = tally;
  let { min, max } = tally;
  for (let j = 0; j < count; j++) {
    const x = present[j]!;
    const slot = slotOf[j]!;
    slots[slot]!++;
    if ((slot & 1) === 0 && Number.isFinite(x)) gapSums[slot >> 1]! += x;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  tally.min = min;
  tally.max = max;
}

/** The values in gaps move to the front of the work space: nobody needs it afterwards. */
function countNewValues(tally: NumericTally, count: number): void {
  if (tally.newValues === null) return;
  let unknown = 0;
  for (let j = 0; j < count; j++) {
    if ((slotOf[j]! & 1) === 0) present[unknown++] = present[j]!;
  }
  tally.newValues = addNewValues(tally.newValues, present.subarray(0, unknown));
}
