/**
 * Where a rising continuous function crosses zero, to the last few digits, by doubling and then bisection.
 *
 * @param f negative at 0, and positive from some x on
 */
export function risingRoot(f: (x: number) => number): number {
  let high = 1;
  while (f(high) < 0) high *= 2;
  let low = high === 1 ? 0 : high / 2;
  while (high - low > 4 * Number.EPSILON * high) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
