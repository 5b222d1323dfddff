"""The job with Evidently: its drift preset with the Kolmogorov-Smirnov test for every numeric column."""

import pandas as pd
from evidently import DataDefinition, Dataset, Report
from evidently.presets import DataDriftPreset

from answer import answer, files

baseline_path, production_path, ignored = files()
baseline = pd.read_csv(baseline_path).drop(columns=ignored)
production = pd.read_csv(production_path).drop(columns=ignored)

definition = DataDefinition(numerical_columns=list(baseline.columns))
result = Report([DataDriftPreset(num_method="ks")]).run(
    Dataset.from_pandas(production, data_definition=definition),
    Dataset.from_pandas(baseline, data_definition=definition),
)

features = {}
for metric in result.dict()["metrics"]:
    if metric["config"]["type"] == "evidently:metric_v2:ValueDrift":
        # It publishes p alone, not the statistic.
        features[metric["config"]["column"]] = [None, float(metric["value"])]

answer(["evidently", "pandas", "scipy", "numpy"], features)
