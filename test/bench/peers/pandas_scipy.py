"""The job with pandas and SciPy, as a notebook would do it: read both files, test each column."""

import pandas as pd
from scipy.stats import chi2_contingency, ks_2samp

from answer import answer, files

baseline_path, production_path, ignored = files()
baseline = pd.read_csv(baseline_path).drop(columns=ignored)
production = pd.read_csv(production_path).drop(columns=ignored)

features = {}
for name in baseline.columns:
    before, after = baseline[name].dropna(), production[name].dropna()
    if pd.api.types.is_numeric_dtype(before):
        result = ks_2samp(before, after)
    else:
        counts = pd.concat([before.value_counts(), after.value_counts()], axis=1).fillna(0)
        result = chi2_contingency(counts, correction=False)
    features[name] = [float(result.statistic), float(result.pvalue)]

answer(["pandas", "scipy", "numpy"], features)
