const SCALE_BITS = 128;
const SCALE = 2 ** SCALE_BITS;

/**
 * Pr(D < d) of the two-sided one-sample statistic, exact up to rounding: Durbin's matrix in Marsaglia, Tsang
 * and Wang's form. O((n·d)³ log n), for small n·d. Every number is positive: nothing cancels.
 *
 * Source: Journal of Statistical Software 8 (2003), 18; `_kolmogn_DMTW` in SciPy.
 */
export function durbinCdf(n: number, d: number): number {
  const rows = n * d;
  const k = Math.ceil(rows);
  const size = 2 * k - 1;
  const centre = (k - 1) * size + k - 1;
  let base = transition(size, k - rows);
  let baseBits = 0;
  let power = identity(size);
  let bits = 0;
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) {
      power = product(power, base, size);
      bits += baseBits;
      if (power[centre]! > SCALE) bits += shrink(power);
    }
    base = product(base, base, size);
    baseBits *= 2;
    if (base[centre]! > SCALE) baseBits += shrink(base);
  }
  let result = power[centre]!;
  // Times n!/n^n, one factor at a time.
  for (let i = 1; i <= n; i++) {
    result *= i / n;
    if (result < 1 / SCALE) {
      result *= SCALE;
      bits -= SCALE_BITS;
    }
  }
  return result * 2 ** bits;
}

function shrink(matrix: Float64Array): number {
  for (let i = 0; i < matrix.length; i++) matrix[i]! /= SCALE;
  return SCALE_BITS;
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
  return matrix;
}

/** Durbin's H for d = (k − h)/n: 1/j! below the superdiagonal, with corrected first column and last row. */
function transition(size: number, h: number): Float64Array {
  const inverseFactorial = new Float64Array(size + 1);
  inverseFactorial[0] = 1;
  for (let j = 1; j <= size; j++) inverseFactorial[j] = inverseFactorial[j - 1]! / j;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= Math.min(i + 1, size - 1); j++) matrix[i * size + j] = inverseFactorial[i - j + 1]!;
  }
  for (let i = 0; i < size; i++) {
    const corner = i === size - 1 ? Math.max(2 * h - 1, 0) ** size - h ** size : 0;
    const edge = (1 - h ** (i + 1) + corner) * inverseFactorial[i + 1]!;
    matrix[i * size] = edge;
    matrix[(size - 1) * size + size - 1 - i] = edge;
  }
  return matrix;
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const row = result.subarray(i * size, (i + 1) * size);
    for (let l = 0; l < size; l++) {
      const factor = a[i * size + l]!;
      if (factor === 0) continue;
      const start = l * size;
      for (let j = 0; j < size; j++) row[j]! += factor * b[start + j]!;
    }
  }
  return result;
}
