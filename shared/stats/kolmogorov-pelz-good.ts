const PI2 = Math.PI ** 2;
const PI4 = PI2 ** 2;
const PI6 = PI2 ** 3;

/** Below exp(−708) the leading term is no longer a normal double, and the probability is 0. */
const SMALLEST_EXPONENT = -708;

/**
 * Pr(D < d) of the two-sided one-sample statistic for large n, by Pelz and Good's expansion
 * K0(z) + K1(z)/√n + K2(z)/n + K3(z)/n^1.5 with z = d√n, in the form that converges for small z. O(z).
 *
 * Source: Journal of the Royal Statistical Society B 38 (1976), 152–156; `_kolmogn_PelzGood` in SciPy.
 */
export function pelzGoodCdf(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  const z2 = z * z;
  const z3 = z2 * z;
  const z4 = z2 * z2;
  const z6 = z4 * z2;
  const exponent = -PI2 / (8 * z2);
  if (exponent < SMALLEST_EXPONENT) return 0;
  const terms = Math.ceil((16 * z) / Math.PI);

  // Polynomials in the odd numbers, each times q^(odd²), summed by Horner's scheme.
  const q = Math.exp(exponent);
  let k0 = 0;
  let k1 = 0;
  let k2 = 0;
  let k3 = 0;
  for (let k = terms; k > 0; k--) {
    const odd2 = (2 * k - 1) ** 2;
    const odd4 = odd2 * odd2;
    const odd6 = odd4 * odd2;
    const step = q ** (8 * k);
    k0 = k0 * step + 1;
    k1 = k1 * step - z2 + (PI2 / 4) * odd2;
    k2 =
      k2 * step + (6 * z6 + 2 * z4) + ((2 * z4 - 5 * z2) * PI2 * odd2) / 4 + (PI4 * (1 - 2 * z2) * odd4) / 16;
    k3 =
      k3 * step +
      (-30 * z6 - 90 * z4 * z4) +
      (PI2 * (135 * z4 - 96 * z6) * odd2) / 4 +
      (PI4 * (212 * z4 - 60 * z2) * odd4) / 16 +
      (PI6 * (5 - 30 * z2) * odd6) / 64;
  }
  // K2 and K3 have a second sum, over all whole numbers.
  const logQ = -PI2 / (2 * z2);
  let extra2 = 0;
  let extra3 = 0;
  for (let k = terms; k > 0; k--) {
    const weight = k * k * Math.exp(logQ * k * k);
    extra2 += weight;
    extra3 += (3 * z2 - PI2 * k * k) * weight;
  }
  const scale = Math.sqrt(2 * Math.PI);
  const root = Math.sqrt(n);
  return (
    scale *
    ((q * k0) / z +
      (q * k1) / (6 * z4) / root +
      ((q * k2) / (72 * z6 * z) - (PI2 * extra2) / (36 * z3)) / n +
      ((q * k3) / (6480 * z6 * z4) + (PI2 * extra3) / (216 * z6)) / (n * root))
  );
}
