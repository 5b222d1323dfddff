/**
 * Counts of a few numbers against k baseline values, in the 2k + 1 slots of a tally: slot 2i + 1 counts those equal to value
 * i, slot 2i those in the gap before it. O(k + n).
 *
 * @param sorted ascending, without NaN
 * @param values the baseline's distinct ones, ascending
 * @example
 * slotsOf(Float64Array.of(10, 15, 99), Float64Array.of(10, 20)); // [0, 1, 1, 0, 1]
 */
export function slotsOf(sorted: Float64Array, values: Float64Array): Uint32Array {
  const slots = new Uint32Array(2 * values.length + 1);
  for (let j = 0, i = 0; j < sorted.length; j++) {
    const x = sorted[j]!;
    while (i < values.length && values[i]! < x) i++;
    slots[values[i] === x ? 2 * i + 1 : 2 * i]!++;
  }
  return slots;
}
