/** Whole numbers; doubles where there may be more than four billion. */
type Counts = Uint32Array | Float64Array;

/** The two-sample Kolmogorov–Smirnov distance and where it lies. */
export interface KsStatistic {
  /** D = sup |F_baseline − F_current|, from 0 to 1. */
  readonly statistic: number;
  /**
   * Index of the baseline value at which, or just below which, the largest difference is reached; the first
   * one where several are. -1 when D is 0.
   */
  readonly at: number;
  /**
   * 1 when the current sample is shifted to larger values there (F_baseline > F_current), -1 when to smaller.
   */
  readonly sign: 1 | -1 | 0;
}

/**
 * The exact two-sample distance D from counts alone: neither sample is held or sorted. O(k).
 *
 * Between two neighbouring distinct baseline values F_baseline is constant and F_current only rises, so the
 * largest difference is at a baseline value or just below one, ties and infinities included.
 *
 * Differences are compared as the integers |c_baseline·n − c_current·m|, exact while m·n < 2^53: D is then
 * the rational number itself, rounded once. Beyond that they are differences of two rounded shares, and D is
 * within 2.3e-16. Where the largest rise and the largest fall are equal the sign is 1, as in SciPy's
 * `ks_2samp`.
 *
 * @param cumulative k counts: `cumulative[i]` = baseline rows with a value ≤ the i-th distinct baseline value
 * @param slots 2k + 1 counts of the current sample: slot 2i + 1 equals baseline value i, slot 2i lies in the
 *   open gap below it, the last lies above every baseline value
 * @param m rows of the baseline, `cumulative[k − 1]`
 * @param n rows of the current sample, the sum of `slots`
 * @throws RangeError when a sample is empty or the arrays do not belong together
 *
 * @example
 * // baseline 1, 2, 2, 3; current 2, 3, 4
 * ksFromSlots(Uint32Array.of(1, 3, 4), Uint32Array.of(0, 0, 0, 1, 0, 1, 1), 4, 3);
 * // { statistic: 0.4166…, at: 1, sign: 1 }
 */
export function ksFromSlots(cumulative: Counts, slots: Counts, m: number, n: number): KsStatistic {
  const k = cumulative.length;
  if (m < 1 || n < 1) {
    throw new RangeError(`A KS distance needs at least one value on each side, got ${m} and ${n}.`);
  }
  if (slots.length !== 2 * k + 1) {
    throw new RangeError(`${k} baseline values need ${2 * k + 1} slots, got ${slots.length}.`);
  }
  const exact = m * n <= Number.MAX_SAFE_INTEGER;
  let below = 0; // rows of the baseline, and of the current sample, counted so far
  let passed = 0;
  let rise = 0;
  let riseAt = -1;
  let fall = 0;
  let fallAt = -1;
  for (let i = 0; i < k; i++) {
    // Just below value i the whole gap has been passed and nothing of the baseline added: F_current leads most.
    passed += slots[2 * i]!;
    const before = exact ? passed * m - below * n : passed / n - below / m;
    if (before > fall) {
      fall = before;
      fallAt = i;
    }
    passed += slots[2 * i + 1]!;
    below = cumulative[i]!;
    const difference = exact ? below * n - passed * m : below / m - passed / n;
    if (difference > rise) {
      rise = difference;
      riseAt = i;
    } else if (-difference > fall) {
      fall = -difference;
      fallAt = i;
    }
  }
  const scale = exact ? m * n : 1;
  if (rise === 0 && fall === 0) return { statistic: 0, at: -1, sign: 0 };
  if (rise >= fall) return { statistic: rise / scale, at: riseAt, sign: 1 };
  return { statistic: fall / scale, at: fallAt, sign: -1 };
}
