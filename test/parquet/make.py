"""Writes the Parquet files beside it: python make.py (pyarrow 18.1.0, polars 2.1.0).

Every file has five rows with the ids a … e, or what its name says instead.
"""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).parent
IDS = ["a", "b", "c", "d", "e"]
VALUES = [0.1, 0.25, 1e-300, 1.0, 0.30000000000000004]


def write(name, columns, names=None, **options):
    arrays = list(columns.values()) if isinstance(columns, dict) else columns
    table = pa.Table.from_arrays([pa.array(one) if isinstance(one, list) else one for one in arrays],
                                 names=names or list(columns))
    pq.write_table(table, HERE / f"{name}.parquet", **options)


for codec in ("none", "snappy", "gzip", "zstd", "brotli", "lz4"):
    write(f"codec-{codec}", {"id": IDS, "prediction": VALUES}, compression=codec)
write("pages-v2", {"id": IDS, "prediction": VALUES}, data_page_version="2.0")
write("no-dictionary", {"id": IDS, "prediction": VALUES}, use_dictionary=False)
write("row-groups", {"id": IDS, "prediction": VALUES}, row_group_size=2)
write("byte-stream-split", {"id": IDS, "prediction": VALUES}, use_dictionary=False,
      column_encoding={"prediction": "BYTE_STREAM_SPLIT", "id": "PLAIN"})
write("delta-ids", {"id": IDS, "prediction": VALUES}, use_dictionary=False,
      column_encoding={"id": "DELTA_LENGTH_BYTE_ARRAY", "prediction": "PLAIN"})
write("prefix-ids", {"id": IDS, "prediction": VALUES}, use_dictionary=False,
      column_encoding={"id": "DELTA_BYTE_ARRAY", "prediction": "PLAIN"})
write("categories", {"id": pa.array(IDS).dictionary_encode(), "prediction": VALUES})
write("large-strings", {"id": pa.array(IDS, pa.large_string()), "prediction": VALUES})
pl.DataFrame({"id": IDS, "prediction": VALUES}).write_parquet(HERE / "polars.parquet")

write("large-ids", {"id": [9007199254740992, 9007199254740993, -1, 9223372036854775807, 7],
                    "prediction": VALUES})
write("unsigned-ids", {"id": pa.array([18446744073709551615, 1, 2, 3, 4], pa.uint64()),
                       "prediction": VALUES})
write("float-ids", {"id": [1.0, 2.0, 3.0, 4.0, 5.0], "prediction": VALUES})
write("null-id", {"id": ["a", None, "c", "d", "e"], "prediction": VALUES})
write("nulls", {"id": IDS, "prediction": [0.1, None, 0.2, 0.3, None]})
write("not-a-number", {"id": IDS, "prediction": [0.1, float("nan"), 0.2, float("inf"), 1.5]})
write("single-precision", {"id": IDS, "prediction": pa.array(VALUES, pa.float32())})
write("whole-numbers", {"id": IDS, "prediction": [0, 1, 0, 1, 1]})
write("booleans", {"id": IDS, "prediction": [True, False, True, False, True]})
write("text-numbers", {"id": IDS, "prediction": ["0.1", "0.2", "0.3", "0.4", "0.5"]})
write("decimals", {"id": IDS, "prediction": [Decimal("0.1")] * 5})
write("times", {"id": IDS, "prediction": pa.array([1, 2, 3, 4, 5], pa.timestamp("ms"))})
write("binary-ids", {"id": pa.array([one.encode() for one in IDS], pa.binary()), "prediction": VALUES})
write("lists", {"id": IDS, "prediction": [[0.1], [0.2], [0.3], [0.4], [0.5]]})
write("structs", {"id": IDS, "prediction": [{"p": 0.1}] * 5})
write("twice", [IDS, VALUES, VALUES], names=["id", "prediction", "prediction"])
write("extra", {"id": IDS, "prediction": VALUES, "note": IDS})
write("missing", {"id": IDS, "Prediction": VALUES})
write("no-rows", {"id": pa.array([], pa.string()), "prediction": pa.array([], pa.float64())})
# One value repeated: a few hundred bytes that stand for a million rows.
write("repeated", {"id": pa.array(["x" * 5000] * 100_000), "prediction": pa.array([0.5] * 100_000)},
      compression="zstd")
# A truth: with a label, a patient, and columns that nobody reads.
write("truth", {"id": IDS, "label": [0, 1, 0, 1, 0], "patient": ["p", "q", "r", "s", "t"],
                "split": ["public", "public", "final", "final", "final"], "features": [[1.0]] * 5})
