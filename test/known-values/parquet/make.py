"""Parquet files, and the CSV files that a person expects of them.

    python3 -m venv /tmp/known-values && /tmp/known-values/bin/pip install pyarrow==21.0.0
    /tmp/known-values/bin/python test/known-values/parquet/make.py        # rewrites the files beside it

Most hold the rows of `rows.csv`, each in another way: codec, encoding, page version, row groups. `types.parquet` has a column
of every type, with a null in it, and lists and structures; `types.csv` says what each cell should read as.
"""

import csv
import datetime as dt
import decimal
import uuid
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

HERE = Path(__file__).parent
ROWS = 400


def numbers() -> pa.Table:
    """Plain data with ties, nulls, texts that need quotes, and a column that never changes."""
    words = ["red", "green, dark", 'blue "sky"', "grün", "line\nbreak", None]
    return pa.table(
        {
            "whole": pa.array([(i * 7919) % 101 for i in range(ROWS)], pa.int64()),
            "part": pa.array([None if i % 17 == 3 else ((i * 104729) % 1000) / 8 for i in range(ROWS)], pa.float64()),
            "single": pa.array([((i * 1299709) % 997) / 10 for i in range(ROWS)], pa.float32()),
            "colour": pa.array([words[(i * i) % 6] for i in range(ROWS)], pa.string()),
            "flag": pa.array([i % 3 == 0 for i in range(ROWS)], pa.bool_()),
            "same": pa.array([1.5] * ROWS, pa.float64()),
        }
    )


def types() -> tuple[pa.Table, dict[str, list[str | None]]]:
    day = dt.date(2024, 2, 29)
    moment = dt.datetime(2024, 2, 29, 13, 5, 9, 250_000)
    columns = {
        "int8": (pa.array([-128, None, 127], pa.int8()), ["-128", None, "127"]),
        "int64": (pa.array([-(2**63), None, 2**63 - 1], pa.int64()), [str(-(2**63)), None, str(2**63 - 1)]),
        "uint8": (pa.array([0, None, 255], pa.uint8()), ["0", None, "255"]),
        "uint32": (pa.array([0, None, 2**32 - 1], pa.uint32()), ["0", None, str(2**32 - 1)]),
        "uint64": (pa.array([0, None, 2**64 - 1], pa.uint64()), ["0", None, str(2**64 - 1)]),
        "float": (pa.array([0.1, None, 16777216.0], pa.float32()), ["0.1", None, "16777216"]),
        "double": (pa.array([0.1, None, 1e300], pa.float64()), ["0.1", None, "1e+300"]),
        "half": (pa.array([0.5, None, -2.0], pa.float16()), ["0.5", None, "-2"]),
        "nan": (pa.array([float("nan"), None, float("inf")], pa.float64()), [None, None, "Infinity"]),
        "bool": (pa.array([True, None, False]), ["true", None, "false"]),
        "small decimal": (pa.array([decimal.Decimal("12.50"), None, decimal.Decimal("-0.05")], pa.decimal128(4, 2)), ["12.50", None, "-0.05"]),
        "large decimal": (
            pa.array([decimal.Decimal("12345678901234567890.123456789"), None, decimal.Decimal("-1.000000000")], pa.decimal128(38, 9)),
            ["12345678901234567890.123456789", None, "-1.000000000"],
        ),
        "text": (pa.array(["a", None, "ü, \"b\""]), ["a", None, 'ü, "b"']),
        "category": (pa.array(["x", None, "x"]).dictionary_encode(), ["x", None, "x"]),
        "binary": (pa.array([b"raw", None, b"bytes"], pa.binary()), ["raw", None, "bytes"]),
        "date": (pa.array([day, None, dt.date(1969, 12, 31)]), ["2024-02-29", None, "1969-12-31"]),
        "timestamp": (pa.array([moment, None, dt.datetime(1969, 12, 31, 23, 59, 59)], pa.timestamp("us")), ["2024-02-29T13:05:09.25", None, "1969-12-31T23:59:59"]),
        "timestamp utc": (pa.array([moment, None, moment], pa.timestamp("ms", tz="UTC")), ["2024-02-29T13:05:09.25Z", None, "2024-02-29T13:05:09.25Z"]),
        "timestamp ns": (pa.array([1, None, -1], pa.timestamp("ns")), ["1970-01-01T00:00:00.000000001", None, "1969-12-31T23:59:59.999999999"]),
        "time": (pa.array([dt.time(7, 8, 9), None, dt.time(0, 0)], pa.time32("ms")), ["07:08:09", None, "00:00:00"]),
        "uuid": (pa.array([uuid.UUID(int=1).bytes, None, uuid.UUID(int=2**128 - 1).bytes], pa.uuid()), [str(uuid.UUID(int=1)), None, str(uuid.UUID(int=2**128 - 1))]),
        "nothing": (pa.nulls(3), [None, None, None]),
        "list": (pa.array([[1, 2], None, []], pa.list_(pa.int64())), None),
        "struct": (pa.array([{"a": 1}, None, {"a": 2}], pa.struct([("a", pa.int64())])), None),
    }
    table = pa.table({name: values for name, (values, _) in columns.items()})
    return table, {name: cells for name, (_, cells) in columns.items() if cells is not None}


def write(name: str, table: pa.Table, **options) -> None:
    pq.write_table(table, HERE / f"{name}.parquet", **options)


table = numbers()
for codec in ["none", "snappy", "gzip", "zstd", "lz4", "brotli"]:
    write(f"codec-{codec}", table, compression=codec)
write("row-groups", table, row_group_size=77)
write("small-pages", table, data_page_size=256, write_batch_size=16, use_dictionary=["colour"])
write("pages-v2", table, data_page_version="2.0", data_page_size=512, write_batch_size=32)
write("delta", table, use_dictionary=False, column_encoding={"whole": "DELTA_BINARY_PACKED", "colour": "DELTA_BYTE_ARRAY", "part": "BYTE_STREAM_SPLIT"})
write("required", pa.Table.from_arrays([table["whole"], table["flag"]], schema=pa.schema([pa.field("whole", pa.int64(), nullable=False), pa.field("flag", pa.bool_(), nullable=False)])))
write("one-column", table.select(["part"]))
write("nested-only", pa.table({"list": pa.array([[1], [2]])}))
write("no-rows", table.slice(0, 0))
write("int96", pa.table({"when": pa.array([dt.datetime(2024, 2, 29, 13, 5, 9)], pa.timestamp("ns"))}), use_deprecated_int96_timestamps=True)



def write_csv(name: str, columns: dict[str, list[str | None]]) -> None:
    with open(HERE / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*columns.values()))


def cell(value: object) -> str | None:
    return str(value).lower() if isinstance(value, bool) else value if value is None else str(value)


# Seven digits are all that single precision has.
expected = {name: [cell(value) for value in table[name].to_pylist()] for name in table.column_names}
expected["single"] = [f"{value:.7g}" for value in table["single"].to_pylist()]
write_csv("rows", expected)
# The sample data, as its CSV file has it.
sample = pa_csv.read_csv(HERE.parents[2] / "data" / "breast-cancer" / "production.csv")
write("breast-cancer-production", sample, compression="zstd", row_group_size=150)
every, cells = types()
write("types", every)
write_csv("types", cells)
