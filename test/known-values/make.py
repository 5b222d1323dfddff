"""Makes the known values that the statistics are tested against, from SciPy and mpmath.

python3 -m venv /tmp/known-values && /tmp/known-values/bin/pip install scipy==1.17.1 numpy mpmath
/tmp/known-values/bin/python test/known-values/make.py        # two minutes; rewrites the JSON files beside it
"""

import json
import math
import platform
import warnings
from pathlib import Path

import mpmath
import numpy as np
import scipy
from scipy import stats
from scipy.spatial.distance import jensenshannon

FOLDER = Path(__file__).parent
MADE_WITH = {
    "python": platform.python_version(),
    "scipy": scipy.__version__,
    "numpy": np.__version__,
    "mpmath": mpmath.__version__,
}


def write(name, note, cases):
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    head = json.dumps({"note": note, "madeWith": MADE_WITH})[:-1]
    (FOLDER / f"{name}.json").write_text(f'{head}, "cases": [\n{lines}\n]}}\n')
    print(name, len(cases))


# Kolmogorov–Smirnov: p-values ---------------------------------------------------------------------------------------

EXACT_SIZES = [
    (1, 1), (1, 2), (1, 7), (2, 2), (3, 4), (5, 5), (7, 7), (8, 12), (10, 20), (13, 11), (15, 15), (30, 31), (50, 50),
    (64, 48), (100, 1), (100, 100), (101, 99), (200, 3), (300, 200), (500, 500), (569, 66), (569, 143), (569, 569),
    (997, 1000), (1000, 1000), (2000, 569), (3000, 1500), (4096, 1024), (7919, 400), (10000, 1), (10000, 37),
    (10000, 569), (10000, 5000), (10000, 9999), (10000, 10000), (9999, 9998), (9973, 9967), (10000, 1000), (9999, 569),
    (9999, 100), (1500, 1499),
]
ASYMPTOTIC_SIZES = [
    (10001, 1), (10001, 2), (10001, 3), (20000, 10), (20000, 50), (15000, 100), (10001, 142), (10001, 143), (50000, 139),
    (100000, 141), (20000, 569), (100000, 569), (12345, 1234), (10001, 10000), (10001, 10001), (20000, 9999),
    (60000, 40000), (100000, 1000), (100000, 10000), (100000, 99999), (100000, 100000), (99990, 33330),
]
# D in units of sqrt(1/m + 1/n); the last are p = 1e-100 … 1e-300 and underflow.
STANDARD_ERRORS = [
    0, 0.2, 0.4, 0.6, 0.75, 0.9, 1.1, 1.36, 1.48, 1.7, 2.1, 2.8, 3.3, 4.2, 5.5, 7.5, 9.2, 11, 13, 15.2, 18.5, 19.6,
]


def ks_p_values():
    """Real calls of ks_2samp on evenly spaced samples, one shifted against the other."""
    cases = set()
    for m, n in EXACT_SIZES + ASYMPTOTIC_SIZES:
        a = (np.arange(m) + 0.5) / m
        b = (np.arange(n) + 0.5) / n
        for errors in STANDARD_ERRORS:
            shift = errors * math.sqrt(1 / m + 1 / n)
            if shift > 1:
                shift = 1
            for start, end in ((a, b + shift), (b, a + shift)):
                result = stats.ks_2samp(start, end)
                cases.add((len(start), len(end), float(result.statistic), float(result.pvalue)))
    return sorted(cases)


def kolmogorov():
    """Every regime of kstwo.sf, also at and beside its borders."""
    cases = set()
    for n in [1, 2, 3, 5, 10, 20, 50, 100, 139, 140, 141, 142, 200, 553, 1000, 3999, 4001, 10000, 25000, 50000, 100000,
              100001, 999999, 1000000, 1000001, 3000000]:
        distances = [z / math.sqrt(n) for z in (0.05, 0.14, 0.17, 0.19, 0.2, 0.21, 0.23, 0.3, 0.5, 0.8, 0.868, 0.87)]
        distances += [z / math.sqrt(n) for z in (1.2, 1.48, 1.49, 1.99, 2.01, 3, 8, 18, 19.3)]
        distances += [t / n for t in (0.3, 0.5, 0.51, 0.8, 1, 1.001, 1.5, 2, n - 1, n - 0.5)]
        distances += [0.4999, 0.5, 0.6, (1.39 / n) ** (2 / 3), (1.41 / n) ** (2 / 3)]
        cases.update((n, d, float(stats.kstwo.sf(d, n))) for d in map(float, distances) if 0 < d < 1)
    return sorted(cases)


# Kolmogorov–Smirnov: distances --------------------------------------------------------------------------------------

def recipe_sample(length, stride, offset, modulus, divisor):
    return (np.arange(length, dtype=np.int64) * stride + offset) % modulus // divisor


def ks_samples(rng):
    """Small samples in full, and large ones as [length, stride, offset, modulus, divisor] of recipe_sample."""
    full, by_recipe = [], []

    def add(a, b, recipes=None):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = stats.ks_2samp(a, b)
        outcome = [float(result.statistic), int(result.statistic_sign), float(result.pvalue)]
        if recipes:
            by_recipe.append([*recipes, *outcome])
        else:
            full.append([a, b, *outcome])

    for levels in (1, 2, 3, 5, 12, 40, 1000):
        for m, n in ((1, 1), (1, 9), (4, 4), (7, 12), (30, 30), (50, 31)):
            for move in (0, 1):
                add(rng.integers(0, levels, m).tolist(), (rng.integers(0, levels, n) + move).tolist())
    add([3] * 20, [3] * 12)
    add([3] * 20, [4] * 12)
    add(list(range(25)), list(range(25)))
    add(list(range(25)), list(range(100, 117)))
    for m, n in ((569, 143), (1000, 1000), (9999, 10000), (10000, 10000), (10001, 800), (100000, 300), (100000, 99991)):
        for divisor in (1, 50, 9000):
            for offset in (0, 37, 4000):
                pair = [m, 7919, 0, 100003, divisor], [n, 104729, offset, 100003 - offset // 2, divisor]
                add(recipe_sample(*pair[0]), recipe_sample(*pair[1]), pair)
    return full, by_recipe


# Levels -------------------------------------------------------------------------------------------------------------

def chi_squared(rng):
    cases = []
    for levels in (2, 3, 4, 7, 12, 50, 300, 1000):
        for rows in (60, 1_000, 100_000, 50_000_000):
            for tilt in (0, 0.02, 0.1, 0.5):
                share = rng.dirichlet(np.full(levels, 3.0))
                moved = share * np.exp(tilt * rng.standard_normal(levels))
                baseline = rng.multinomial(rows * levels // 3 + 40 * levels, share) + 12
                current = rng.multinomial(rows + 20 * levels, moved / moved.sum()) + 12
                table = np.array([baseline, current])
                result = stats.chi2_contingency(table, correction=False)
                if result.expected_freq.min() < 5:
                    continue
                v = stats.contingency.association(table, method="cramer", correction=False)
                cases.append([baseline.tolist(), current.tolist(), float(result.statistic), float(result.pvalue), float(v)])
    # The far tail: p down to 1e-300.
    for levels in (2, 3, 6, 20):
        for target in (1e-20, 1e-100, 1e-200, 1e-290):
            statistic = stats.chi2.isf(target, levels - 1)
            delta = int(math.sqrt(statistic * 200_000 / levels))  # half the levels up, half down
            baseline = [100_000] * levels
            current = list(baseline)
            for i in range(levels // 2):
                current[2 * i] += delta
                current[2 * i + 1] -= delta
            table = np.array([baseline, current])
            result = stats.chi2_contingency(table, correction=False)
            v = stats.contingency.association(table, method="cramer", correction=False)
            cases.append([baseline, current, float(result.statistic), float(result.pvalue), float(v)])
    return cases


def chi_squared_distribution():
    """With 40 digits: SciPy itself is off by up to 6e-13 here."""
    mpmath.mp.dps = 40
    cases = []
    for df in (1, 2, 3, 4, 9, 31, 49, 99, 199, 339, 340, 499, 999):
        for z in (-3, -1, -0.1, 0, 0.1, 1, 3, 6, 12, 25, 50):
            cases.append((round(df + z * math.sqrt(2 * df), 3), df))
        cases += [(float(round(stats.chi2.isf(p, df), 3)), df) for p in (1e-50, 1e-150, 1e-250, 1e-299)]
    return [
        [x, df, float(mpmath.gammainc(mpmath.mpf(df) / 2, mpmath.mpf(x) / 2, mpmath.inf, regularized=True))]
        for x, df in cases
        if x > 0
    ]


def fisher(rng):
    cases = [[a, b, c, d] for a in range(5) for b in range(5) for c in range(5) for d in range(5)]
    for size in (10, 40, 150, 600, 3000, 20000):
        for _ in range(40):
            cases.append([int(x) for x in rng.integers(0, size, 4)])
        for _ in range(15):
            # Mirrored margins: exact ties of probability on the other side.
            a, b, c = (int(x) for x in rng.integers(0, size, 3))
            cases.append([a, b, c, a + b - c] if c <= a + b else [a, b, b, a])
    return [[*t, float(stats.fisher_exact([t[:2], t[2:]]).pvalue)] for t in cases]


def fisher_large():
    """Counts at which SciPy loses digits: summed with 50 digits."""
    mpmath.mp.dps = 50
    tables = []
    for scale in (10**5, 10**7, 10**9):
        root = math.isqrt(scale)
        for z in (0.1, 1, 3, 12, 36):
            shift = int(z * root)
            tables.append([scale, scale, scale - shift, scale + shift])
            tables.append([scale, scale // 3, scale // 2 - shift // 3, scale // 6 + shift // 4])
        tables.append([scale, 3, scale, 25])
        tables.append([scale, 900, scale // 2, 800])
    return [[*t, float(exact_fisher(*t))] for t in tables]


def exact_fisher(a, b, c, d):
    def ln(a, b, c, d):
        f = lambda x: mpmath.loggamma(x + 1)
        return (f(a + b) + f(c + d) + f(a + c) + f(b + d) - f(a + b + c + d) - f(a) - f(b) - f(c) - f(d))

    if a * (a + b + c + d) > (a + b) * (a + c):
        a, b, c, d = b, a, d, c
    limit = ln(a, b, c, d) + mpmath.log1p(mpmath.mpf(10) ** -14)

    def tail(from1, from2, to1, to2):
        total = term = mpmath.mpf(1)
        k = 0
        while term > total * mpmath.mpf(10) ** -25:
            term = term * ((from1 - k) * (from2 - k)) / ((to1 + k + 1) * (to2 + k + 1))
            total += term
            k += 1
        return total

    low, high = (a + b + 1) * (a + c + 1) // (a + b + c + d + 2), min(a + b, a + c)
    lower = mpmath.exp(ln(a, b, c, d)) * tail(a, d, b, c)
    at = lambda x: ln(x, a + b - x, a + c - x, d - a + x)
    if at(low) <= limit:
        return 1
    if at(high) > limit:
        return lower
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if at(middle) > limit else (low, middle)
    return lower + mpmath.exp(at(high)) * tail(a + b - high, a + c - high, high, d - a + high)


# The rest -----------------------------------------------------------------------------------------------------------

def distances(rng):
    jensen_shannon, wasserstein = [], []
    for bins in (1, 2, 5, 20, 200):
        for _ in range(12):
            p, q = rng.integers(0, 40, bins), rng.integers(0, 40, bins)
            p[0] += 1
            q[-1] += 1
            jensen_shannon.append([p.tolist(), q.tolist(), float(jensenshannon(p, q, 2))])
    for m, n in ((1, 1), (1, 8), (9, 9), (30, 17), (200, 150)):
        for scale in (1, 1e-6, 1e6):
            a = (np.round(rng.standard_normal(m), 2) * scale).tolist()
            b = (np.round(rng.standard_normal(n) * 1.5 + 0.5, 2) * scale).tolist()
            wasserstein.append([a, b, float(stats.wasserstein_distance(a, b))])
    return jensen_shannon, wasserstein


def noncentral_chi_squared():
    return [
        [x, df, noncentrality, float(stats.ncx2.cdf(x, df, noncentrality))]
        for df in (1, 2, 9, 49, 999)
        for noncentrality in (0.01, 1, 12, 60, 400)
        for x in [float(round(df + noncentrality + z * math.sqrt(2 * df + 4 * noncentrality), 3)) for z in (-2, -1, 0, 1, 3)]
        if x > 0
    ]


def adjusted(rng):
    cases = []
    for count in (1, 2, 5, 30, 200):
        p = (rng.random(count) ** 6).tolist()
        p[: count // 3] = [p[0]] * (count // 3)
        order = np.argsort(p, kind="stable")
        steps = np.maximum.accumulate((count - np.arange(count)) * np.array(p)[order])
        holm = np.empty(count)
        holm[order] = np.minimum(1, steps)
        cases.append([p, stats.false_discovery_control(p, method="bh").tolist(), holm.tolist()])
    return cases


if __name__ == "__main__":
    rng = np.random.default_rng(20260101)
    warnings.simplefilter("ignore", RuntimeWarning)
    write("ks-p-values", "rows, rows, D, ks_2samp(...).pvalue", ks_p_values())
    write("kolmogorov", "n, D, kstwo.sf(D, n)", kolmogorov())
    samples, recipes = ks_samples(rng)
    write("ks-samples", "sample, sample, D, sign, p", samples)
    write("ks-recipes", "recipe, recipe, D, sign, p", recipes)
    write("chi-squared", "baseline counts, current counts, statistic, p (no continuity correction), Cramér's V", chi_squared(rng))
    write("chi-squared-distribution", "x, degrees of freedom, upper tail by mpmath", chi_squared_distribution())
    write("fisher", "a, b, c, d, fisher_exact(...).pvalue", fisher(rng))
    write("fisher-large", "a, b, c, d, p by mpmath", fisher_large())
    jensen_shannon, wasserstein = distances(rng)
    write("jensen-shannon", "counts, counts, jensenshannon(p, q, 2)", jensen_shannon)
    write("wasserstein", "sample, sample, wasserstein_distance(a, b)", wasserstein)
    write("noncentral-chi-squared", "x, degrees of freedom, noncentrality, ncx2.cdf", noncentral_chi_squared())
    write("adjusted-p-values", "p, Benjamini–Hochberg, Holm", adjusted(rng))
