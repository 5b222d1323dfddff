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
  const centre = k - 1;
  let base = transition(size, k - rows);
  let baseBits = 0;
  // Of the power its middle row is enough.
  let row = new Float64Array(size);
  row[centre] = 1;
  let bits = 0;
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) {
      row = rowTimes(row, base);
      bits += baseBits;
      if (row[centre]! > SCALE) bits += shrink(row);
    }
    if (left === 1) break;
    base = square(base, size);
    baseBits *= 2;
    if (base[centre * size + centre]! > SCALE) baseBits += shrink(base);
  }
  let result = row[centre]!;
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

function rowTimes(row: Float64Array, matrix: Float64Array): Float64Array<ArrayBuffer> {
  const result = new Float64Array(row.length);
  addRows(result, row, matrix);
  return result;
}

/** A power of H is its own mirror image in the other diagonal, as H is: half of each product is enough. */
function square(matrix: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const start = i * size;
    addRows(result.subarray(start, start + size - i), matrix.subarray(start, start + size), matrix);
    for (let j = 0; j < size - i; j++) result[(size - 1 - j) * size + size - 1 - i] = result[start + j]!;
  }
  return result;
}

/** Adds to `sum`, which may be shorter than a row, the rows of a matrix times a factor each. */
function addRows(sum: Float64Array, factors: Float64Array, matrix: Float64Array): void {
  for (let l = 0; l < factors.length; l++) {
    const factor = factors[l]!;
    if (factor === 0) continue;
    const start = l * factors.length;
    for (let j = 0; j < sum.length; j++) sum[j]! += factor * matrix[start + j]!;
  }
}
