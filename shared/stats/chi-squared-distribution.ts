import gammainc from '@stdlib/math-base-special-gammainc';

/** Pr(χ² ≥ x) with the given degrees of freedom; relative error about 1e-13 down to 1e-300. */
export function chiSquaredSf(x: number, degreesOfFreedom: number): number {
  return x <= 0 ? 1 : gammainc(x / 2, degreesOfFreedom / 2, true, true);
}

/** Pr(χ² ≤ x). */
export function chiSquaredCdf(x: number, degreesOfFreedom: number): number {
  return x <= 0 ? 0 : gammainc(x / 2, degreesOfFreedom / 2, true, false);
}
