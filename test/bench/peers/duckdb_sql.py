"""The job in SQL with DuckDB, on every core. SQL has no p-values: it is asked for the statistics alone, which is less."""

import duckdb

from answer import answer, files

baseline_path, production_path, ignored = files()
db = duckdb.connect()
db.execute("CREATE TABLE rows AS SELECT *, 0 AS is_production FROM read_csv(?)", [baseline_path])
db.execute("INSERT INTO rows SELECT *, 1 FROM read_csv(?)", [production_path])

KS = """
WITH counted AS (
  SELECT count(*) FILTER (is_production = 0) AS before, count(*) FILTER (is_production = 1) AS after, {column} AS value
  FROM rows WHERE {column} IS NOT NULL GROUP BY value
), cumulative AS (
  SELECT sum(before) OVER ascending AS before, sum(after) OVER ascending AS after,
    sum(before) OVER () AS all_before, sum(after) OVER () AS all_after
  FROM counted WINDOW ascending AS (ORDER BY value)
)
SELECT max(abs(before / all_before - after / all_after)) FROM cumulative
"""

CHI_SQUARED = """
WITH counted AS (
  SELECT count(*) FILTER (is_production = 0) AS before, count(*) FILTER (is_production = 1) AS after
  FROM rows WHERE {column} IS NOT NULL GROUP BY {column}
), expected AS (
  SELECT before, after, (before + after) * sum(before) OVER () / sum(before + after) OVER () AS before_expected,
    (before + after) * sum(after) OVER () / sum(before + after) OVER () AS after_expected
  FROM counted
)
SELECT sum((before - before_expected) ** 2 / before_expected + (after - after_expected) ** 2 / after_expected)
FROM expected
"""

features = {}
for name, kind, *_ in db.execute("DESCRIBE rows").fetchall():
    if name in ignored or name == "is_production":
        continue
    statistic = CHI_SQUARED if kind == "VARCHAR" else KS
    features[name] = [float(db.execute(statistic.format(column=f'"{name}"')).fetchone()[0]), None]

answer(["duckdb"], features)
