import { wordsOf } from '../tally/float-bits.ts';

/** A sorted sample as `NumericFeatureProfile` holds it. */
export interface Distribution {
  readonly values: Float64Array;
  readonly cumulative: Uint32Array;
  readonly reductionError: number;
}

/** Number of distinct values of an array that is sorted, without NaN and negative zero. O(n). */
export function countDistinct(sorted: Float64Array): number {
  const words = wordsOf(sorted);
  let distinct = Math.min(1, sorted.length);
  for (let i = 1; i < sorted.length; i++) if (!repeats(words, i)) distinct++;
  return distinct;
}

/** Whether number i is the one before it. By its halves: to compare doubles, code that has just begun to run makes an object of each. */
const repeats = (words: Int32Array, i: number): boolean =>
  words[2 * i] === words[2 * i - 2] && words[2 * i + 1] === words[2 * i - 1];

/**
 * The distinct values of a sorted sample with cumulative counts. Where there are more than `valuesMax`, evenly
 * spaced order statistics are kept, the smallest and the largest among them; rows between two kept values then
 * count as the upper one.
 *
 * `reductionError` is the largest share of rows strictly between two neighbouring kept values, about
 * 1 / `valuesMax`. No point of the distribution function moves by more, so by the triangle inequality
 * |D(reduced) − D| is at most that, whatever the other sample is. O(n).
 *
 * @param sorted ascending, without NaN and negative zero
 * @param valuesMax at least 2
 * @param distinct number of distinct values, where it is known
 * @example
 * distribution(Float64Array.of(1, 2, 2, 5), 10);
 * // { values: [1, 2, 5], cumulative: [1, 3, 4], reductionError: 0 }
 */
export function distribution(
  sorted: Float64Array,
  valuesMax: number,
  distinct = countDistinct(sorted),
): Distribution {
  return distinct <= valuesMax ? wholeDistribution(sorted, distinct) : reducedDistribution(sorted, valuesMax);
}

function wholeDistribution(sorted: Float64Array, distinct: number): Distribution {
  const values = new Float64Array(distinct);
  const cumulative = new Uint32Array(distinct);
  const words = wordsOf(sorted);
  let kept = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i + 1 < sorted.length && repeats(words, i + 1)) continue;
    values[kept] = sorted[i]!;
    cumulative[kept++] = i + 1;
  }
  return { values, cumulative, reductionError: 0 };
}

function reducedDistribution(sorted: Float64Array, valuesMax: number): Distribution {
  const rows = sorted.length;
  const spacing = (rows - 1) / (valuesMax - 1);
  const values = new Float64Array(valuesMax);
  const cumulative = new Uint32Array(valuesMax);
  let kept = 0;
  let wanted = 0;
  let widest = 0;
  let last = 0;
  for (let from = 0, to = 0; from < rows; from = to) {
    const value = sorted[from]!;
    while (to < rows && sorted[to] === value) to++;
    if (rank(wanted, spacing) >= to) continue;
    while (wanted < rows && rank(wanted, spacing) < to) wanted++;
    widest = Math.max(widest, from - last);
    values[kept] = value;
    cumulative[kept++] = to;
    last = to;
  }
  return {
    values: values.slice(0, kept),
    cumulative: cumulative.slice(0, kept),
    reductionError: widest / rows,
  };
}

const rank = (wanted: number, spacing: number) => Math.round(wanted * spacing);

/**
 * The cap on distinct values of one feature that keeps all features together within `valuesMax`: small features
 * are kept whole and the large ones share what is left evenly. Infinity when everything fits.
 *
 * @example fairCap([10, 500, 900], 1000) // 495
 */
export function fairCap(distinctValues: readonly number[], valuesMax: number): number {
  let left = valuesMax;
  const ascending = distinctValues.toSorted((a, b) => a - b);
  for (const [i, distinct] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - i));
    if (distinct > share) return Math.max(2, share);
    left -= distinct;
  }
  return Infinity;
}
