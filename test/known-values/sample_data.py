"""Makes what SciPy says of the sample data, feature by feature, for the verdicts to be held against.

Run as make.py is; rewrites sample-data.json beside it.
"""

import csv
import json
import platform
from collections import Counter
from pathlib import Path

import scipy
from scipy import stats

FOLDER = Path(__file__).parent
DATA = FOLDER.parent.parent / "data"
PAIRS = [
    ("breast-cancer/baseline.csv", "breast-cancer/production.csv", {"id", "diagnosis"}),
    ("obesity/baseline.csv", "obesity/production/week-01.csv", {"id", "NObeyesdad"}),
    ("obesity/baseline.csv", "obesity/production/week-05.csv", {"id", "NObeyesdad"}),
    ("loans/baseline.csv", "loans/production/batch-05.csv", {"id", "approved"}),
]


def columns(path):
    with open(DATA / path, newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: [row[name] for row in rows] for name in rows[0]}


def numbers(cells):
    try:
        return [float(cell) for cell in cells]
    except ValueError:
        return None


def compare_numbers(before, after):
    ks = stats.ks_2samp(before, after, method="auto")
    distance = stats.wasserstein_distance(before, after)
    return {"test": "ks", "statistic": ks.statistic, "pValue": ks.pvalue, "wasserstein": distance}


def compare_levels(before, after):
    """Where no expected count is under 5: merging rare levels is ours, and tested on its own."""
    levels = sorted({*before, *after})
    table = [[Counter(side)[level] for level in levels] for side in (before, after)]
    if len(levels) == 2:
        return {"test": "fisher", "pValue": stats.fisher_exact(table).pvalue}
    chi = stats.chi2_contingency(table, correction=False)
    if chi.expected_freq.min() < 5:
        return None
    return {"test": "chi-squared", "statistic": chi.statistic, "pValue": chi.pvalue}


def compare(before, after):
    if numbers(before) is None:
        return compare_levels(before, after)
    return compare_numbers(numbers(before), numbers(after))


def pair(baseline, production, not_tested):
    before, after = columns(baseline), columns(production)
    tested = {name: compare(before[name], after[name]) for name in before if name not in not_tested}
    features = {name: result for name, result in tested.items() if result is not None}
    # Only comparable when every feature has a p-value from SciPy and nothing is missing.
    if len(features) == len(tested):
        p_values = [result["pValue"] for result in features.values()]
        for result, adjusted in zip(features.values(), stats.false_discovery_control(p_values), strict=True):
            result["pAdjusted"] = adjusted
    return {"baseline": baseline, "production": production, "features": features}


cases = [pair(*files) for files in PAIRS]
made_with = {"python": platform.python_version(), "scipy": scipy.__version__}
note = "ks_2samp (auto), fisher_exact, chi2_contingency without correction, Benjamini–Hochberg; features with rare levels left out."
lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
head = json.dumps({"note": note, "madeWith": made_with}, ensure_ascii=False)[:-1]
(FOLDER / "sample-data.json").write_text(f'{head}, "cases": [\n{lines}\n]}}\n')
