"""One part of a snapshot as a Parquet file: the same rows give the same bytes, in any order.

Rows are taken in the caller's own thread (a database cursor must not change threads), written to an
unsorted file, sorted outside memory and written again by pinned settings. The bytes may change with
a new version of the library, the content never does; a file once written keeps its name.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import file_digest
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from alongside.analytics.arrow_types import arrow_schema, check_keys_differ, record_batch
from alongside.analytics.facts import FactTable

ROWS_AT_ONCE = 20_000
ROWS_IN_GROUP = 65_536
SORTING_MEMORY = "256MB"


def write_rows(
    path: Path, table: FactTable, rows: Iterable[Sequence[object]], *, area: str
) -> None:
    """The rows as they come, in batches; memory does not grow with their number."""
    remaining = iter(rows)
    with pq.ParquetWriter(path, arrow_schema(table), compression="lz4") as writer:
        while chunk := list(islice(remaining, ROWS_AT_ONCE)):
            writer.write_batch(record_batch(table, chunk, area=area))


def sorter(workplace: Path) -> duckdb.DuckDBPyConnection:
    """What sorts more rows than fit into ``SORTING_MEMORY``, by way of files in ``workplace``."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": SORTING_MEMORY,
        "temp_directory": str(workplace / "sorting"),
        "autoinstall_known_extensions": "false",
    }
    return duckdb.connect(config=settings)


def sort_rows(
    unsorted: Path, path: Path, table: FactTable, *, connection: duckdb.DuckDBPyConnection
) -> int:
    """Writes the rows of ``unsorted`` in the order of their keys; answers how many. Raises Refusal
    when two have the same key. ``connection`` is a ``sorter``.
    """
    ordered = connection.read_parquet(str(unsorted)).order(f'"{table.key}"')
    count, last = 0, None
    with pq.ParquetWriter(
        path,
        arrow_schema(table),
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
    ) as writer:
        for group in _groups(ordered.to_arrow_reader(ROWS_IN_GROUP), arrow_schema(table)):
            for keys in group.column(table.key).chunks:
                last = check_keys_differ(keys, before=last, table=table)
            writer.write_table(group, row_group_size=ROWS_IN_GROUP)
            count += group.num_rows
    return count


def digest_of(path: Path) -> str:
    """SHA-256 of the file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def settle(path: Path, final: Path) -> None:
    """Gives a finished file its name, so that a kill leaves the whole file there or none."""
    final.parent.mkdir(parents=True, exist_ok=True)
    _flush(path)
    os.replace(path, final)
    _flush(final.parent)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _groups(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.Table]:
    """Tables of exactly ``ROWS_IN_GROUP`` rows and one of the rest, however the batches come."""
    waiting = schema.empty_table()
    for batch in batches:
        arrived = pa.Table.from_batches([batch]).cast(schema)
        waiting = pa.concat_tables([waiting, arrived])
        while waiting.num_rows >= ROWS_IN_GROUP:
            yield waiting.slice(0, ROWS_IN_GROUP).combine_chunks()
            waiting = waiting.slice(ROWS_IN_GROUP)
    if waiting.num_rows:
        yield waiting.combine_chunks()
