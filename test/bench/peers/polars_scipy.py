"""The job with polars and SciPy: polars reads and counts on every core, SciPy tests."""

import polars as pl
from scipy.stats import chi2_contingency, ks_2samp

from answer import answer, files

baseline_path, production_path, ignored = files()
baseline = pl.read_csv(baseline_path).drop(ignored)
production = pl.read_csv(production_path).drop(ignored)

features = {}
for name in baseline.columns:
    before, after = baseline[name].drop_nulls(), production[name].drop_nulls()
    if before.dtype.is_numeric():
        result = ks_2samp(before.to_numpy(), after.to_numpy())
    else:
        counts = before.value_counts(name="before").join(
            after.value_counts(name="after"), on=name, how="full", coalesce=True
        )
        result = chi2_contingency(counts.drop(name).fill_null(0).to_numpy(), correction=False)
    features[name] = [float(result.statistic), float(result.pvalue)]

answer(["polars", "scipy", "numpy"], features)
