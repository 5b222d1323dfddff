import { chiSquaredSf } from './chi-squared-distribution.ts';
import { noncentralChiSquaredCdf } from './noncentral-chi-squared.ts';
import { risingRoot } from './rising-root.ts';

/** Probability with which a change counts as detectable. */
const POWER = 0.8;

/** Standard errors by which a distance between shares must exceed the one it has to reach to be found with that power. */
const MARGIN = 0.42;

/** One comparison among the `features` of a batch, all tested together at level `alpha`. */
export interface Comparison {
  /** Rows with a value in the baseline. */
  readonly baselineRows: number;
  /** Rows with a value in the batch. */
  readonly currentRows: number;
  readonly features: number;
  readonly alpha: number;
}

/**
 * The smallest true KS distance that would be found with probability 0.8: what it takes to be significant
 * among `features` features and to reach `minEffect`, plus 0.42·s, s = √(1/m + 1/n). Infinity when a side has
 * no rows.
 *
 * @example
 * const batch = { baselineRows: 569, currentRows: 200, features: 30, alpha: 0.05 };
 * smallestDetectableKs({ ...batch, minEffect: 0.1 }); // 0.189
 */
export function smallestDetectableKs(comparison: Comparison & { readonly minEffect: number }): number {
  const s = standardError(comparison);
  return Math.max(s * criticalKs(comparison), comparison.minEffect) + MARGIN * s;
}

/** A comparison of levels, as a total variation has to be found in it. */
interface LevelComparison extends Comparison {
  /** Levels compared, after merging. */
  readonly levels: number;
  /** Total variation between merged levels, which no test sees. */
  readonly hidden: number;
  /** Total variation that matters. */
  readonly minEffect: number;
}

/**
 * The smallest total variation between the levels' shares that would be found with probability 0.8, whichever levels
 * it moves: what makes chi-squared significant, ½·s·√λ with λ the noncentrality that gives this power at level
 * alpha/features, and what is lost by merging; or `minEffect` plus 0.42·s. A total variation of T makes
 * ½·√(Σ(p − q)²/p̄) at least T. Infinity when a side has no rows or there are fewer than two levels.
 */
export function smallestDetectableLevels(comparison: LevelComparison): number {
  const { levels, alpha, features, hidden, minEffect } = comparison;
  const s = standardError(comparison);
  if (levels < 2 || s === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const significant = (s / 2) * Math.sqrt(noncentralityFor(levels - 1, alpha / features));
  return Math.max(significant + hidden, minEffect + MARGIN * s);
}

/**
 * Finding a noncentrality costs most of a millisecond, and the features of one report share a handful of
 * them.
 */
const noncentralities = new Map<string, number>();

/** The noncentrality at which a chi-squared test at `level` has power 0.8. */
function noncentralityFor(degreesOfFreedom: number, level: number): number {
  const key = `${degreesOfFreedom} ${level}`;
  let noncentrality = noncentralities.get(key);
  if (noncentrality === undefined) {
    noncentrality = findNoncentrality(degreesOfFreedom, level);
    noncentralities.set(key, noncentrality);
  }
  return noncentrality;
}

function findNoncentrality(degreesOfFreedom: number, level: number): number {
  const critical = risingRoot((x) => level - chiSquaredSf(x, degreesOfFreedom));
  return risingRoot((lambda) => 1 - POWER - noncentralChiSquaredCdf(critical, degreesOfFreedom, lambda));
}

/**
 * Rows a batch needs to show a KS distance of `distance` with probability 0.8, rounded up: 1/((D/c)² − 1/m),
 * c = √(ln(2F/alpha)/2) + 0.42. `null` when no batch could, however large (m ≤ (c/D)²): enlarge the baseline.
 *
 * @example
 * rowsNeeded({ distance: 0.3, baselineRows: 569, features: 30, alpha: 0.05 }); // 66
 */
export function rowsNeeded(
  question: Omit<Comparison, 'currentRows'> & { readonly distance: number; readonly minEffect?: number },
): number | null {
  const { distance, minEffect = 0 } = question;
  const toBeSignificant = distance / (criticalKs(question) + MARGIN);
  const toMatter = Math.max(0, distance - minEffect) / MARGIN;
  const left = Math.min(toBeSignificant, toMatter) ** 2 - 1 / question.baselineRows;
  return left > 0 ? Math.ceil(1 / left) : null;
}

function standardError({ baselineRows, currentRows }: Comparison): number {
  return Math.sqrt(1 / baselineRows + 1 / currentRows);
}

/** Standard errors a KS distance must reach to be significant after Bonferroni's correction. */
function criticalKs({ features, alpha }: Pick<Comparison, 'features' | 'alpha'>): number {
  return Math.sqrt(Math.log((2 * features) / alpha) / 2);
}
