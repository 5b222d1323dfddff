/**
 * Loader's saddle-point expansion, from which Poisson, binomial and hypergeometric probabilities follow
 * without cancellation: relative error about 1e-15, times |log p| in the far tail.
 *
 * Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000); R's `dbinom` uses the
 * same.
 */

/** From here on the asymptotic series is accurate to the last digit. */
const SERIES_FROM = 16;

const smallWhole = Float64Array.from({ length: SERIES_FROM }, (_, n) => (n === 0 ? 0 : byRecursion(n)));

/**
 * What Stirling's formula lacks: ln Γ(x + 1) − (½ ln 2πx + x ln x − x) for x > 0; 0 for x = 0, where callers
 * leave the term ½ ln 2πx out as well.
 */
export function stirlingError(x: number): number {
  if (x >= SERIES_FROM) return series(x);
  return smallWhole[x] ?? byRecursion(x);
}

function byRecursion(x: number): number {
  let error = 0;
  let k = x;
  for (; k < SERIES_FROM; k++) {
    // δ(k) − δ(k + 1) = (k + ½) ln(1 + 1/k) − 1, by the series of artanh(1/(2k + 1)), which does not cancel.
    const square = 1 / ((2 * k + 1) * (2 * k + 1));
    let power = square;
    for (let j = 3; power > 1e-18; j += 2, power *= square) error += power / j;
  }
  return error + series(k);
}

function series(x: number): number {
  const square = x * x;
  let tail = 691 / 360360;
  for (const term of [1 / 1188, 1 / 1680, 1 / 1260, 1 / 360, 1 / 12]) tail = term - tail / square;
  return tail / x;
}

/**
 * Deviance of a count from its expectation, x·ln(x/expected) + expected − x ≥ 0, accurate also where the two
 * are close. `excess` is x − expected, given apart because the caller often knows it exactly.
 */
export function deviance(x: number, expected: number, excess = x - expected): number {
  if (x === 0) return expected;
  const sum = x + expected;
  if (Math.abs(excess) >= 0.1 * sum) return x * Math.log(x / expected) - excess;
  const ratio = excess / sum;
  const square = ratio * ratio;
  let total = excess * ratio;
  let power = 2 * x * ratio;
  let previous = Number.NaN;
  for (let j = 3; total !== previous && power !== 0; j += 2) {
    previous = total;
    power *= square;
    total += power / j;
  }
  return total;
}

/** Poisson probability of k at the given mean, mean^k·e^(−mean)/Γ(k + 1), for any k ≥ 0, whole or not. */
export function poissonDensity(k: number, mean: number): number {
  if (k === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(k) - deviance(k, mean)) / Math.sqrt(2 * Math.PI * k);
}
