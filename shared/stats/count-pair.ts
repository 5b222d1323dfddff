/**
 * Rows on each side of two lists of counts over the same levels or bins: what every comparison of counts
 * divides by.
 *
 * @throws RangeError when the lists have different lengths or a side has no rows
 */
export function countTotals(baseline: readonly number[], current: readonly number[]): [m: number, n: number] {
  if (baseline.length !== current.length) {
    throw new RangeError(
      `Counts are compared level by level: ${baseline.length} baseline levels need as many current ones, got ${current.length}.`,
    );
  }
  const m = sum(baseline);
  const n = sum(current);
  if (!(m > 0 && n > 0)) {
    throw new RangeError(`Counts are compared when there are rows on both sides, got ${m} and ${n}.`);
  }
  return [m, n];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
