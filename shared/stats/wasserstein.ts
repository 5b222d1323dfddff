/**
 * Earth mover's distance ∫|F_a − F_b| between two full samples, in their own unit. Equal to
 * `scipy.stats.wasserstein_distance(a, b)`. O((n + m) log(n + m)), copies both samples.
 *
 * @throws RangeError when a sample is empty or holds a value that is not finite
 *
 * @example
 * wassersteinDistance([0, 1, 3], [5, 6, 8]); // 5
 */
export function wassersteinDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const x = sorted(a, 'first');
  const y = sorted(b, 'second');
  let i = 0;
  let j = 0;
  let distance = 0;
  let previous = Math.min(x[0]!, y[0]!);
  while (i < x.length || j < y.length) {
    const fromX = j >= y.length || (i < x.length && x[i]! <= y[j]!);
    const value = fromX ? x[i]! : y[j]!;
    distance += Math.abs(i / x.length - j / y.length) * (value - previous);
    previous = value;
    if (fromX) i++;
    else j++;
  }
  return distance;
}

function sorted(sample: ArrayLike<number>, which: string): Float64Array {
  const copy = Float64Array.from(sample).sort();
  if (copy.length === 0)
    throw new RangeError(`A Wasserstein distance needs values, and the ${which} sample has none.`);
  // Sorted, what is not finite stands at an end: -Infinity first, Infinity and NaN last.
  if (!Number.isFinite(copy[0]!) || !Number.isFinite(copy[copy.length - 1]!)) {
    throw new RangeError(
      `A Wasserstein distance needs finite values, and the ${which} sample holds others: leave them out.`,
    );
  }
  return copy;
}
