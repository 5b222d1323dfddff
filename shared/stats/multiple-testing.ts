export type Correction = 'benjamini-hochberg' | 'holm' | 'none';

/**
 * Adjusts p-values for having tested many hypotheses at once; compare the result with alpha itself.
 * `benjamini-hochberg` bounds the expected share of false discoveries, `holm` the chance of a single one.
 * Same as R's `p.adjust` and, for Benjamini–Hochberg, `scipy.stats.false_discovery_control`. O(n log n).
 *
 * @returns adjusted p-values in the order given, from 0 to 1
 *
 * @example
 * adjustPValues([0.01, 0.04, 0.03], 'benjamini-hochberg'); // [0.03, 0.04, 0.04]
 */
export function adjustPValues(pValues: readonly number[], method: Correction): number[] {
  const invalid = pValues.find((p) => !(p >= 0 && p <= 1));
  if (invalid !== undefined) throw new RangeError(`A p-value lies between 0 and 1, got ${invalid}.`);
  if (method === 'none') return [...pValues];
  const count = pValues.length;
  const ascending = pValues.map((_, i) => i).sort((i, j) => pValues[i]! - pValues[j]!);
  const adjusted = new Array<number>(count);
  if (method === 'holm') {
    let largest = 0;
    for (let rank = 0; rank < count; rank++) {
      const i = ascending[rank]!;
      largest = Math.max(largest, (count - rank) * pValues[i]!);
      adjusted[i] = Math.min(1, largest);
    }
    return adjusted;
  }
  let smallest = 1;
  for (let rank = count; rank > 0; rank--) {
    const i = ascending[rank - 1]!;
    smallest = Math.min(smallest, (count / rank) * pValues[i]!);
    adjusted[i] = smallest;
  }
  return adjusted;
}
