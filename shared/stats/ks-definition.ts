/**
 * The two-sample Kolmogorov–Smirnov distance D = sup |F_a − F_b| of two full samples, by the definition.
 * Equal to `scipy.stats.ks_2samp(a, b).statistic`; exact (one rounding) while the product of the lengths is
 * below 2^53. Infinities are values like any other. O((n + m) log(n + m)), copies both samples.
 *
 * @throws RangeError when a sample is empty or holds NaN
 *
 * @example
 * twoSampleKs([1, 2, 2, 3], [2, 3, 4]).statistic; // 0.4166…
 */
export function twoSampleKs(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): { statistic: number; location: number; sign: 1 | -1 | 0 } {
  const x = sorted(a, 'first');
  const y = sorted(b, 'second');
  let i = 0;
  let j = 0;
  let rise = 0;
  let riseAt = Number.NaN;
  let fall = 0;
  let fallAt = Number.NaN;
  while (i < x.length || j < y.length) {
    const value = j >= y.length || (i < x.length && x[i]! <= y[j]!) ? x[i]! : y[j]!;
    while (i < x.length && x[i] === value) i++;
    while (j < y.length && y[j] === value) j++;
    const difference = i * y.length - j * x.length;
    if (difference > rise) {
      rise = difference;
      riseAt = value;
    } else if (-difference > fall) {
      fall = -difference;
      fallAt = value;
    }
  }
  const product = x.length * y.length;
  if (rise === 0 && fall === 0) return { statistic: 0, location: Number.NaN, sign: 0 };
  if (rise >= fall) return { statistic: rise / product, location: riseAt, sign: 1 };
  return { statistic: fall / product, location: fallAt, sign: -1 };
}

function sorted(sample: ArrayLike<number>, which: string): Float64Array {
  const copy = Float64Array.from(sample).sort();
  if (copy.length === 0)
    throw new RangeError(`A KS distance needs values, and the ${which} sample has none.`);
  // Typed arrays sort NaN last.
  if (Number.isNaN(copy[copy.length - 1])) {
    throw new RangeError(`The ${which} sample holds NaN: leave missing values out of a KS test.`);
  }
  return copy;
}
