import { lnTableProbability, type Table2x2 } from './hypergeometric.ts';

/** Tables whose probabilities agree to this relative tolerance count as equally extreme, as in SciPy. */
const TIE_TOLERANCE = 1e-14;

/** A tail is summed until its terms no longer change the last digit. */
const NEGLIGIBLE = 1e-18;

/**
 * Two-sided p-value of Fisher's exact test on the table [[a, b], [c, d]]: the probability, given the margins,
 * of a table no more likely than this one. Equal to `scipy.stats.fisher_exact(table).pvalue`; 1 when a row or
 * column is empty.
 *
 * The tail beyond the table is summed outwards by the ratio of neighbouring probabilities; where the opposite
 * tail begins is found by bisection. O(√rows): a few milliseconds at 1e9 rows a cell.
 *
 * @throws RangeError for counts that are not whole numbers ≥ 0
 *
 * @example
 * fisherExact(8, 2, 1, 5); // 0.0350
 */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  if (![a, b, c, d].every((count) => Number.isSafeInteger(count) && count >= 0)) {
    throw new RangeError(`Fisher's exact test needs four whole numbers of rows, got ${a}, ${b}, ${c}, ${d}.`);
  }
  if (a + b === 0 || c + d === 0 || a + c === 0 || b + d === 0) return 1;
  const mode = Number((BigInt(a + b + 1) * BigInt(a + c + 1)) / BigInt(a + b + c + d + 2));
  // Swapping the columns turns a table above the mode into one below: only that side is written out.
  return a < mode ? belowMode([a, b, c, d], mode) : belowMode([b, a, d, c], a + b - mode);
}

/** p-value of a table whose first cell is at most `mode`, the most likely value given the margins. */
function belowMode(table: Table2x2, mode: number): number {
  const [a, b, c, d] = table;
  const lnObserved = lnTableProbability(table);
  const lnLimit = lnObserved + TIE_TOLERANCE;
  const lnAt = (cell: number) => lnTableProbability(shifted(table, cell - a));
  if (lnAt(mode) <= lnLimit) return 1;

  const lower = Math.exp(lnObserved) * relativeTail(a, d, b, c);
  const largest = Math.min(a + b, a + c);
  if (lnAt(largest) > lnLimit) return Math.min(1, lower);
  let likely = mode;
  let extreme = largest;
  while (extreme - likely > 1) {
    const middle = Math.floor((likely + extreme) / 2);
    if (lnAt(middle) > lnLimit) likely = middle;
    else extreme = middle;
  }
  const [a2, b2, c2, d2] = shifted(table, extreme - a);
  const upper = Math.exp(lnAt(extreme)) * relativeTail(b2, c2, a2, d2);
  return Math.min(1, lower + upper);
}

/** The table with the same margins whose first cell is larger by `steps`. */
function shifted([a, b, c, d]: Table2x2, steps: number): Table2x2 {
  return [a + steps, b - steps, c - steps, d + steps];
}

/**
 * Probabilities of all tables as extreme as this one or more, in units of its own: 1 + r₁ + r₁r₂ + …, one row
 * moving from each of the first two cells to the other two at every step.
 */
function relativeTail(from1: number, from2: number, to1: number, to2: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 0; k < Math.min(from1, from2) && term > sum * NEGLIGIBLE; k++) {
    term *= ((from1 - k) / (to1 + k + 1)) * ((from2 - k) / (to2 + k + 1));
    sum += term;
  }
  return sum;
}
