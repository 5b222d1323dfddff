/**
 * Two pieces of Loader's saddle-point expansion, from which binomial and hypergeometric probabilities follow without
 * cancellation: relative error about 1e-15, times |log p| in the far tail.
 *
 * Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000); R's `dbinom` uses the same.
 */

const EXACT_BELOW = 16;

const exactErrors = Float64Array.from({ length: EXACT_BELOW }, (_, n) => {
  // ln n! − ½ ln 2πn − n ln n + n, evaluated by the convergent series at n + 16 carried back by recursion.
  let error = 0;
  for (let k = n; k < n + EXACT_BELOW && n > 0; k++) {
    // δ(k) − δ(k + 1) = (k + ½) ln(1 + 1/k) − 1, by the series of artanh(1/(2k + 1)), which does not cancel.
    const square = 1 / ((2 * k + 1) * (2 * k + 1));
    let power = square;
    let difference = 0;
    for (let j = 3; power > 1e-18; j += 2, power *= square) difference += power / j;
    error += difference;
  }
  return n === 0 ? 0 : error + series(n + EXACT_BELOW);
});

function series(n: number): number {
  const square = n * n;
  let tail = 691 / 360360;
  for (const term of [1 / 1188, 1 / 1680, 1 / 1260, 1 / 360, 1 / 12]) tail = term - tail / square;
  return tail / n;
}

/** What Stirling's formula lacks: ln n! − (½ ln 2πn + n ln n − n), for whole n; 0 for n = 0. */
export function stirlingError(n: number): number {
  return n < EXACT_BELOW ? exactErrors[n]! : series(n);
}

/**
 * Deviance of a count from its expectation, x·ln(x/expected) + expected − x ≥ 0, accurate also where the two are
 * close. `excess` is x − expected, given apart because the caller often knows it exactly.
 */
export function deviance(x: number, expected: number, excess = x - expected): number {
  if (x === 0) return expected;
  const sum = x + expected;
  if (Math.abs(excess) >= 0.1 * sum) return x * Math.log(x / expected) - excess;
  const ratio = excess / sum;
  const square = ratio * ratio;
  let total = excess * ratio;
  let power = 2 * x * ratio;
  for (let j = 3; ; j += 2) {
    power *= square;
    const next = total + power / j;
    if (next === total) return total;
    total = next;
  }
}
