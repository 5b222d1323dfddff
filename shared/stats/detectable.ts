import { chiSquaredSf } from './chi-squared-distribution.ts';
import { noncentralChiSquaredCdf } from './noncentral-chi-squared.ts';
import { risingRoot } from './rising-root.ts';

/** Probability with which a change counts as detectable. */
const POWER = 0.8;

/** Standard errors by which a KS distance must exceed the critical one to be found with that power. */
const KS_MARGIN = 0.42;

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
  return Math.max(s * criticalKs(comparison), comparison.minEffect) + KS_MARGIN * s;
}

/**
 * The smallest change of the levels' shares that a chi-squared test would find with probability 0.8, as
 * ½·√(Σ(p − q)²/p̄): ½·s·√λ, λ the noncentrality that gives this power at level alpha/features. At least the
 * total variation that makes the same chi-squared. Infinity when a side has no rows or there are fewer than
 * two levels.
 *
 * @param comparison.levels levels compared, after merging
 */
export function smallestDetectableLevels(comparison: Comparison & { readonly levels: number }): number {
  const { levels, alpha, features } = comparison;
  const s = standardError(comparison);
  if (levels < 2 || s === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  return (s / 2) * Math.sqrt(noncentralityFor(levels - 1, alpha / features));
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
  const toBeSignificant = distance / (criticalKs(question) + KS_MARGIN);
  const toMatter = Math.max(0, distance - minEffect) / KS_MARGIN;
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
